package io.afterword.dispatch.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mail around a question: greeting, question block, why it came, unsubscribe, sender. Pure: the
 * same inputs give the same mail, so a retry is a true copy.
 *
 * @param deliveryId left side of the Message-ID, the same on every retry
 * @param question rendered by survey-service in the locale
 * @param occurredAt when the interaction happened, said in the reason line; null when the contact
 *     is asked from time to time
 * @param reminder whether the contact was asked before
 */
public record InvitationMail(
    UUID deliveryId,
    UUID surveyId,
    UUID policyId,
    Recipient recipient,
    Question question,
    @Nullable Instant occurredAt,
    boolean reminder,
    String unsubscribeUrl) {

  /** RFC 5322 3.3, always in UTC. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Whom it goes to. */
  public record Recipient(String email, @Nullable String name, ZoneId zone) {}

  /** The question as survey-service rendered it. */
  public record Question(String locale, String subject, String html, String text) {}

  /**
   * Composes the mail.
   *
   * @param returnPath where it comes back to, when that is not the sender
   * @param now what the Date header says
   * @param mailto a second way to unsubscribe, when the workspace has one
   */
  public ComposedMail compose(
      Sender sender, Optional<String> returnPath, Optional<String> mailto, Instant now) {
    Wording words = Wording.of(question.locale());
    return new ComposedMail(
        returnPath,
        sender.from(),
        HeaderText.checked(recipient.email()),
        HeaderText.checked(question.subject()),
        text(words, sender),
        html(words, sender),
        headers(sender, mailto, now));
  }

  private Map<String, String> headers(Sender sender, Optional<String> mailto, Instant now) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Message-ID", "<%s@%s>".formatted(deliveryId, sender.domain()));
    headers.put("Date", DATE.format(now));
    // The client would write a name that is not ASCII as a comment behind the address.
    headers.put("From", encodedMailbox(sender.from()));
    headers.put("Reply-To", encodedMailbox(sender.replyTo()));
    // RFC 3834 5: keeps vacation responders quiet.
    headers.put("Auto-Submitted", "auto-generated");
    String unsubscribe = "<" + HeaderText.checked(unsubscribeUrl) + ">";
    headers.put(
        "List-Unsubscribe",
        mailto
            .map(m -> unsubscribe + ",\r\n <mailto:" + HeaderText.checked(m) + ">")
            .orElse(unsubscribe));
    // RFC 8058 3.1: exactly this.
    headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    headers.put(
        "List-Id",
        HeaderText.encoded(sender.workspace()) + "\r\n <" + surveyId + "." + sender.domain() + ">");
    // Aggregates only, nothing about a person: survey, policy, and a constant sender.
    headers.put("Feedback-ID", "%s:%s:invitation:afterword".formatted(surveyId, policyId));
    return headers;
  }

  /** A display name may be anything; the address part was checked at start. */
  private static String encodedMailbox(String mailbox) {
    int open = mailbox.lastIndexOf('<');
    return open <= 0
        ? HeaderText.checked(mailbox)
        : HeaderText.encoded(mailbox.substring(0, open).strip())
            + " "
            + HeaderText.checked(mailbox.substring(open));
  }

  private String text(Wording words, Sender sender) {
    return String.join(
        "\n\n",
        greeting(words, recipient.name()) + (reminder ? "\n\n" + words.say("mail.reminder") : ""),
        question.text().strip(),
        "-- \n" + reason(words, sender.workspace()),
        words.say("mail.unsubscribe") + ": " + unsubscribeUrl,
        sender.workspace() + "\n");
  }

  private String html(Wording words, Sender sender) {
    String name = recipient.name() == null ? null : escape(recipient.name());
    return """
        <!doctype html>
        <html lang="%s" dir="%s">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title></head>
        <body style="margin:0;padding:0;background:#f4f4f2;color:#1d1d1b;">
        <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0">
        <tr><td align="center" style="padding:24px 12px;">
        <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" \
        style="max-width:600px;background:#ffffff;border-radius:8px;">
        <tr><td style="padding:28px 28px 8px;font:16px/1.5 Arial,Helvetica,sans-serif;">%s</td></tr>
        <tr><td style="padding:8px 28px 28px;font:16px/1.5 Arial,Helvetica,sans-serif;">
        %s
        </td></tr></table>
        <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" \
        style="max-width:600px;">
        <tr><td style="padding:16px 28px;font:13px/1.5 Arial,Helvetica,sans-serif;color:#5b5b57;">
        <p style="margin:0 0 8px;">%s</p>
        <p style="margin:0 0 8px;"><a href="%s" style="color:#5b5b57;">%s</a></p>
        <p style="margin:0;">%s</p>
        </td></tr></table>
        </td></tr></table>
        </body></html>
        """
        .formatted(
            words.tag(),
            words.direction(),
            escape(question.subject()),
            greeting(words, name) + (reminder ? "<br><br>" + words.say("mail.reminder") : ""),
            question.html(),
            reason(words, escape(sender.workspace())),
            escape(unsubscribeUrl),
            words.say("mail.unsubscribe"),
            escape(sender.workspace()));
  }

  private static String greeting(Wording words, @Nullable String name) {
    return name == null ? words.say("mail.greeting") : words.say("mail.greeting.named", name);
  }

  private String reason(Wording words, String workspace) {
    if (occurredAt == null) {
      return words.say("mail.reason.recurring", workspace);
    }
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(words.locale())
            .format(occurredAt.atZone(recipient.zone()));
    return words.say("mail.reason", workspace, day);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
