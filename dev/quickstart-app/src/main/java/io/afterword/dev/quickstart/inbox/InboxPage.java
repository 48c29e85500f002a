package io.afterword.dev.quickstart.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The inbox as pages. */
final class InboxPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
          .withLocale(Locale.UK)
          .withZone(ZoneId.systemDefault());

  private static final String SHELL =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      %s<title>%s</title>
      <style>
        :root { color-scheme: light dark; --line: light-dark(#d8dade, #3a3d43); }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
        h1 { font-size: 1.3rem; }
        table { border-collapse: collapse; width: 100%%; }
        th, td { text-align: start; padding: .5rem; border-bottom: 1px solid var(--line);
          vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 600; }
        iframe { width: 100%%; height: 36rem; border: 1px solid var(--line); background: #fff; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        summary { cursor: pointer; padding: .5rem 0; font-weight: 600; }
      </style>
      </head>
      <body>
      %s
      </body>
      </html>
      """;

  private InboxPage() {}

  static String list(List<Mail> mails, long received) {
    String rows = mails.stream().map(InboxPage::row).collect(Collectors.joining());
    String body =
        mails.isEmpty()
            ? "<p>No mail has arrived since the suite was started.</p>"
            : "<table><thead><tr><th scope=\"col\">To</th><th scope=\"col\">Subject</th>"
                + "<th scope=\"col\">Received</th></tr></thead><tbody>"
                + rows
                + "</tbody></table>";
    return page(
        "<meta http-equiv=\"refresh\" content=\"3\">\n",
        "Inbox (" + received + ")",
        "<h1>Inbox</h1><p>Every mail that the suite sends ends here; none leaves this machine.</p>"
            + body);
  }

  static String mail(Mail mail) {
    String headers =
        mail.headers().stream()
            .map(header -> line(header.name(), header.value()))
            .collect(Collectors.joining());
    String html =
        mail.html().isEmpty()
            ? ""
            : "<iframe title=\"The mail as a person sees it\" sandbox=\"allow-popups"
                + " allow-popups-to-escape-sandbox\" src=\"/messages/%d/html\"></iframe>"
                    .formatted(mail.id());
    return page(
        "",
        mail.subject(),
        "<p><a href=\"/\">Inbox</a></p><h1>"
            + escaped(mail.subject())
            + "</h1><table><tbody>"
            + line("From", mail.from())
            + line("To", mail.to())
            + line("Received", TIME.format(mail.receivedAt()))
            + "</tbody></table>"
            + html
            + "<details"
            + (mail.html().isEmpty() ? " open" : "")
            + "><summary>Text</summary><pre>"
            + escaped(mail.text())
            + "</pre></details><details><summary>Headers</summary><table><tbody>"
            + headers
            + "</tbody></table></details>");
  }

  private static String row(Mail mail) {
    return "<tr><td>%s</td><td><a href=\"/messages/%d\">%s</a></td><td>%s</td></tr>"
        .formatted(
            escaped(mail.recipient()),
            mail.id(),
            escaped(mail.subject().isBlank() ? "(no subject)" : mail.subject()),
            escaped(TIME.format(mail.receivedAt())));
  }

  private static String line(String name, String value) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td></tr>".formatted(escaped(name), escaped(value));
  }

  private static String page(String head, String title, String body) {
    return SHELL.formatted(head, escaped(title), body);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
