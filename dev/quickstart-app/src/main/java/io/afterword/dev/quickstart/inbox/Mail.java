package io.afterword.dev.quickstart.inbox;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mail that arrived, taken apart.
 *
 * @param id counts up from 1
 * @param recipient the envelope's address: whose mailbox it would have reached
 * @param text the plain part, empty where there is none
 * @param html the HTML part, empty where there is none
 */
public record Mail(
    long id,
    Instant receivedAt,
    String recipient,
    String from,
    String to,
    String subject,
    String text,
    String html,
    List<MailHeader> headers) {

  /** One line of the head, decoded. */
  public record MailHeader(String name, String value) {}

  public Mail {
    headers = List.copyOf(headers);
  }

  static Mail of(long id, Instant receivedAt, String recipient, MimeMessage message)
      throws MessagingException, IOException {
    return new Mail(
        id,
        receivedAt,
        recipient,
        addresses(message.getFrom()),
        addresses(message.getAllRecipients()),
        message.getSubject() == null ? "" : message.getSubject(),
        body(message, "text/plain"),
        body(message, "text/html"),
        Collections.list(message.getAllHeaders()).stream().map(Mail::header).toList());
  }

  /** The first header of that name, empty where there is none. */
  public String header(String name) {
    return headers.stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .map(MailHeader::value)
        .findFirst()
        .orElse("");
  }

  private static MailHeader header(Header header) {
    String unfolded = MimeUtility.unfold(header.getValue());
    try {
      return new MailHeader(header.getName(), MimeUtility.decodeText(unfolded));
    } catch (UnsupportedEncodingException e) {
      return new MailHeader(header.getName(), unfolded);
    }
  }

  private static String addresses(Address @Nullable [] addresses) {
    return addresses == null
        ? ""
        : Arrays.stream(addresses)
            .map(
                each ->
                    each instanceof jakarta.mail.internet.InternetAddress address
                        ? address.toUnicodeString()
                        : each.toString())
            .collect(Collectors.joining(", "));
  }

  /** The first part of that type that is not an attachment. */
  private static String body(Part part, String type) throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return "";
    }
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int index = 0; index < parts.getCount(); index++) {
        BodyPart each = parts.getBodyPart(index);
        String found = body(each, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
