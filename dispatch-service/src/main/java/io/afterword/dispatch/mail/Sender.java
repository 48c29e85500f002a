package io.afterword.dispatch.mail;

import io.afterword.dispatch.person.EmailAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In whose name mails go out. Built at start, so that a service that could only send mails nobody
 * can answer refuses to start.
 *
 * @param from a mailbox: {@code ask@example.com} or {@code Example <ask@example.com>}
 * @param replyTo where people answer
 * @param domain of the From address: right side of Message-ID and List-Id
 */
public record Sender(String from, String replyTo, String domain, String workspace, URI publicUrl) {
  private static final Pattern NAMED = Pattern.compile("(?s)(.*)<([^<>]+)>\\s*");

  private static final Pattern NO_REPLY =
      Pattern.compile("(do[-_.]?)?(not|no)[-_.]?reply|donotreply|no[-_.]?respon[ds]e?");

  /** Checks the configuration; fails with a sentence that says what to set. */
  public static Sender of(
      Optional<String> from, Optional<String> replyTo, String workspace, URI publicUrl) {
    String sender =
        from.map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set quarkus.mailer.from (AFTERWORD_MAIL_FROM) to the address that"
                            + " invitations come from, such as Example <ask@example.com>."));
    EmailAddress address =
        mailbox(sender)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "quarkus.mailer.from (AFTERWORD_MAIL_FROM) is no e-mail address: "
                            + sender));
    return new Sender(
        HeaderText.checked(sender),
        answerable(replyTo),
        address.normalised().substring(address.normalised().indexOf('@') + 1),
        workspace,
        publicUrl);
  }

  private static String answerable(Optional<String> configured) {
    String replyTo =
        configured
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set afterword.mail.reply-to (AFTERWORD_MAIL_REPLY_TO) to an address where"
                            + " people read the answers; every invitation carries it."));
    EmailAddress address =
        mailbox(replyTo)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "afterword.mail.reply-to (AFTERWORD_MAIL_REPLY_TO) is no e-mail address: "
                            + replyTo));
    String local = address.normalised().substring(0, address.normalised().indexOf('@'));
    if (NO_REPLY.matcher(local.toLowerCase(Locale.ROOT)).find()) {
      throw new IllegalStateException(
          "afterword.mail.reply-to (AFTERWORD_MAIL_REPLY_TO) must be an address where people read"
              + " the answers, not a no-reply one: "
              + replyTo);
    }
    return HeaderText.checked(replyTo);
  }

  private static Optional<EmailAddress> mailbox(String text) {
    Matcher named = NAMED.matcher(text);
    return EmailAddress.parse(named.matches() ? named.group(2) : text);
  }
}
