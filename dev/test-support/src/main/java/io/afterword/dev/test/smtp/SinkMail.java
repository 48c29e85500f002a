package io.afterword.dev.test.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as the relay got it.
 *
 * @param sender the envelope's address, empty for the null sender
 * @param recipients the accepted addresses of the envelope, in order
 * @param source the whole mail as sent, byte for character (ISO 8859-1), lines ended by CRLF,
 *     without dot stuffing
 */
public record SinkMail(String sender, List<String> recipients, String source) {
  public SinkMail {
    recipients = List.copyOf(recipients);
  }

  /** The first header of that name, unfolded, undecoded. */
  public Optional<String> header(String name) {
    Matcher header =
        Pattern.compile(
                "^" + Pattern.quote(name) + ":[ \t]*(.*(?:\r\n[ \t].*)*)",
                Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)
            .matcher(head());
    return header.find()
        ? Optional.of(header.group(1).replaceAll("\r\n[ \t]", " ").strip())
        : Optional.empty();
  }

  private String head() {
    int end = source.indexOf("\r\n\r\n");
    return end < 0 ? source : source.substring(0, end);
  }
}
