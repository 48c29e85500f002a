package io.afterword.scoring.invitation;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.WilsonInterval;
import org.jspecify.annotations.Nullable;

/**
 * What became of the invitations that were sent (AAPOR's dispositions), and the rates made of them,
 * in percent. Pure.
 *
 * <p>RR6 = answered / (answered + refused + no answer): of those who can have got the mail. RR2 =
 * the same over bounced ones too. Answered = complete or partial with the scored question answered.
 * Invitations that were never sent are in no denominator; opened mails are in none either. RR5 and
 * RR6 assume that none of the unknown cases is eligible.
 *
 * <p>Edge cases: nothing sent gives null, never 0; invitations still open count as "no answer" so
 * far, and the rate is preliminary.
 *
 * <p>Source: AAPOR, Standard Definitions; RR6's interval is Wilson's.
 *
 * @param refused cancelled after the first send, for example by an opt-out
 * @param open sent, and an answer can still come
 */
record ResponseRate(long answered, long refused, long expired, long open, long bounced) {
  static final String RR6_FORMULA = "RR6 = 100 * answered / (sent - bounced)";
  static final String RR2_FORMULA = "RR2 = 100 * answered / sent";

  private static final double PERCENT = 100;

  ResponseRate {
    if (answered < 0 || refused < 0 || expired < 0 || open < 0 || bounced < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  static final ResponseRate NOTHING_SENT = new ResponseRate(0, 0, 0, 0, 0);

  long sent() {
    return delivered() + bounced;
  }

  /** Sent and not bounced: the denominator of RR6. */
  long delivered() {
    return answered + refused + expired + open;
  }

  /** The response rate that people mean. */
  @Nullable Double rr6() {
    return share(answered, delivered());
  }

  @Nullable Double rr2() {
    return share(answered, sent());
  }

  /** Share of the sent invitations that did not bounce. */
  @Nullable Double deliveredRate() {
    return share(delivered(), sent());
  }

  @Nullable Interval rr6Interval(Confidence confidence) {
    Interval shares = WilsonInterval.of(answered, delivered(), confidence);
    return shares == null ? null : shares.times(PERCENT);
  }

  boolean isPreliminary() {
    return open > 0;
  }

  ResponseRate plus(InvitationState state, long count) {
    return switch (state) {
      case ANSWERED -> new ResponseRate(answered + count, refused, expired, open, bounced);
      case CANCELLED -> new ResponseRate(answered, refused + count, expired, open, bounced);
      case EXPIRED -> new ResponseRate(answered, refused, expired + count, open, bounced);
      case OPEN, SCHEDULED -> new ResponseRate(answered, refused, expired, open + count, bounced);
      case UNDELIVERABLE -> new ResponseRate(answered, refused, expired, open, bounced + count);
    };
  }

  ResponseRate and(ResponseRate other) {
    return new ResponseRate(
        answered + other.answered,
        refused + other.refused,
        expired + other.expired,
        open + other.open,
        bounced + other.bounced);
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : PERCENT * part / whole;
  }
}
