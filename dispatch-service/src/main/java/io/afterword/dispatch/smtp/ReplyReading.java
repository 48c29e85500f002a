package io.afterword.dispatch.smtp;

/** What a refusal by the relay means: RFC 5321 4.2.1 by its class, RFC 3463 by its subject. */
public final class ReplyReading {
  private static final int ADDRESS = 1;
  private static final int MAILBOX = 2;
  private static final int SYSTEM = 3;
  private static final int POLICY = 7;

  /**
   * X.2.1 disabled, X.2.2 full (soft), X.1.x wrong: 1 user, 2 domain, 3 syntax, 6 moved, 10 null
   * MX.
   */
  private static final int DISABLED = 1;

  private static final int FULL = 2;

  private static final String LOGIN =
      "it refuses the login (%d %s); check QUARKUS_MAILER_USERNAME and QUARKUS_MAILER_PASSWORD";

  private ReplyReading() {}

  /** Where in the dialogue a reply came. */
  enum Phase {
    /** Greeting, HELO, STARTTLS, AUTH: about us, not about the mail. */
    ENTRY,
    /** MAIL FROM, RCPT TO, DATA and the final dot: about this mail. */
    MAIL
  }

  static Verdict of(Phase phase, Reply reply) {
    if (isAuthentication(reply)) {
      return new Verdict.RelayDown(LOGIN.formatted(reply.code(), reply.text()));
    }
    if (phase == Phase.ENTRY) {
      return new Verdict.RelayDown("%d %s".formatted(reply.code(), reply.text()));
    }
    if (reply.code() == 421) {
      return new Verdict.LaterAndPause(reply);
    }
    if (reply.isTemporary()) {
      return new Verdict.Later(reply);
    }
    return switch (reply.subject()) {
      case ADDRESS -> new Verdict.Never(reply, blamesAddress(reply));
      case MAILBOX ->
          reply.detail() == FULL
              ? new Verdict.Later(reply)
              : new Verdict.Never(reply, blamesAddress(reply));
      // The relay's own trouble (5.3.x) or its policy and our reputation: never the contact's
      // fault.
      case SYSTEM -> new Verdict.Later(reply);
      case POLICY -> new Verdict.LaterAndPause(reply);
      default -> new Verdict.Never(reply, false);
    };
  }

  /** Whether a refusal for good means that nobody should write to that address again. */
  public static boolean blamesAddress(Reply reply) {
    return !reply.isTemporary()
        && switch (reply.subject()) {
          case ADDRESS -> isRecipientFault(reply);
          case MAILBOX -> reply.detail() == DISABLED;
          default -> false;
        };
  }

  /** 530 and 535 of RFC 4954 6, and 454 (temporary), whenever they come. */
  private static boolean isAuthentication(Reply reply) {
    return reply.code() == 530 || reply.code() == 535 || reply.code() == 454;
  }

  /** 5.1.7 and 5.1.8 are about the sender's address. */
  private static boolean isRecipientFault(Reply reply) {
    return reply.detail() != 7 && reply.detail() != 8;
  }
}
