package io.afterword.dispatch.bounce;

import io.afterword.dispatch.mail.ReturnPaths;
import io.afterword.dispatch.smtp.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * Reads what mail servers send to the return path: delivery status notifications (RFC 3464, 6522)
 * and abuse reports (RFC 5965). The mail it is about is known by the token in the recipient's
 * address, else by the Message-ID of what was returned.
 */
final class ReportReader {
  private static final String STATUS = "message/delivery-status";
  private static final String FEEDBACK = "message/feedback-report";

  /** "smtp; 550 5.1.1 no such user", and the lines of a longer reply. */
  private static final Pattern DIAGNOSTIC =
      Pattern.compile("(?i)^smtp\\s*;\\s*(?:(\\d{3})[ -]?)?(.*)$", Pattern.DOTALL);

  private static final Pattern ENHANCED = Pattern.compile("\\b([245])\\.\\d{1,3}\\.\\d{1,3}\\b");

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@");

  /** A report has a handful of parts and short lines; anything else is not read to its end. */
  private static final MimeConfig LIMITS =
      new MimeConfig.Builder()
          .setMaxHeaderCount(500)
          .setMaxHeaderLen(50_000)
          .setMaxLineLen(50_000)
          .build();

  private final ReturnPaths returnPaths;

  ReportReader(ReturnPaths returnPaths) {
    this.returnPaths = returnPaths;
  }

  /**
   * @param recipient to whom it was sent, if the mail server says so
   * @throws IOException if it is no mail
   */
  Report read(byte[] mail, Optional<String> recipient) throws IOException {
    Message message = parse(mail);
    List<Entity> parts = parts(message);
    Optional<Entity> status = first(parts, STATUS);
    Optional<Entity> feedback = first(parts, FEEDBACK);
    if (status.isEmpty() && feedback.isEmpty()) {
      return new Report.Other("no delivery status and no abuse report");
    }
    Optional<UUID> delivery = delivery(message, parts, feedback, recipient);
    if (delivery.isEmpty()) {
      return new Report.Other("about a mail that is not ours");
    }
    return status
        .map(part -> status(delivery.get(), groups(part)))
        .orElseGet(() -> complaint(delivery.get(), feedback.orElseThrow()));
  }

  private static Message parse(byte[] mail) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(LIMITS);
    return builder.parseMessage(new ByteArrayInputStream(mail));
  }

  /** Every mail of ours has one recipient, so the first that failed is the one. */
  private static Report status(UUID delivery, List<Map<String, String>> groups) {
    return groups.stream()
        .filter(group -> group.containsKey("action"))
        .findFirst()
        .map(group -> status(delivery, group))
        .orElseGet(() -> new Report.Other("a delivery status without an action"));
  }

  private static Report status(UUID delivery, Map<String, String> group) {
    return switch (group.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
      case "failed" -> new Report.Returned(delivery, reply(group));
      case "delayed" -> new Report.Delayed(delivery);
      case "delivered", "relayed", "expanded" -> new Report.Delivered(delivery);
      default -> new Report.Other("a delivery status with an unknown action");
    };
  }

  /** What the last server said, else what the reporting one made of it. */
  private static Reply reply(Map<String, String> group) {
    String status = group.getOrDefault("status", "5.0.0");
    Matcher diagnostic = DIAGNOSTIC.matcher(group.getOrDefault("diagnostic-code", ""));
    String words = diagnostic.matches() ? diagnostic.group(2).strip() : "";
    String said = ENHANCED.matcher(words).lookingAt() ? words : (status + " " + words).strip();
    String code = diagnostic.matches() ? diagnostic.group(1) : null;
    return new Reply(
        code == null ? (status.startsWith("4") ? 450 : 550) : Integer.parseInt(code), said);
  }

  private static Report complaint(UUID delivery, Entity feedback) {
    boolean harmless =
        groups(feedback).stream()
            .anyMatch(group -> "not-spam".equalsIgnoreCase(group.get("feedback-type")));
    return harmless
        ? new Report.Other("an abuse report that says it is no spam")
        : new Report.Complaint(delivery);
  }

  private Optional<UUID> delivery(
      Message message, List<Entity> parts, Optional<Entity> feedback, Optional<String> recipient) {
    Stream<String> addresses =
        Stream.of(
                recipient.stream(),
                headers(message, "To", "Delivered-To", "X-Original-To"),
                feedback.stream()
                    .flatMap(part -> groups(part).stream())
                    .map(group -> group.getOrDefault("original-mail-from", "")),
                parts.stream().flatMap(part -> headers(part, "Return-Path")))
            .flatMap(found -> found);
    return addresses
        .map(returnPaths::read)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> parts.stream().flatMap(ReportReader::messageId).findFirst());
  }

  private static Stream<UUID> messageId(Entity part) {
    return headers(part, "Message-ID")
        .map(id -> MESSAGE_ID.matcher(id.toLowerCase(Locale.ROOT)))
        .filter(Matcher::find)
        .map(found -> UUID.fromString(found.group(1)));
  }

  private static Stream<String> headers(Entity part, String... names) {
    return part.getHeader() == null
        ? Stream.of()
        : Stream.of(names)
            .flatMap(name -> part.getHeader().getFields(name).stream())
            .map(field -> field.getBody());
  }

  /** The parts of the report, and the mail that it returns, whole or only its header. */
  private static List<Entity> parts(Entity entity) throws IOException {
    List<Entity> found = new ArrayList<>();
    Body body = entity.getBody();
    if (body instanceof Multipart multipart) {
      for (Entity part : multipart.getBodyParts()) {
        found.addAll(parts(part));
      }
    } else if (body instanceof Message returned) {
      found.add(returned);
    } else if ("text/rfc822-headers".equalsIgnoreCase(entity.getMimeType())) {
      found.add(parse(bytes(entity)));
    } else {
      found.add(entity);
    }
    return found;
  }

  private static Optional<Entity> first(List<Entity> parts, String type) {
    return parts.stream().filter(part -> type.equalsIgnoreCase(part.getMimeType())).findFirst();
  }

  /** Groups of fields, parted by empty lines, as in both kinds of report; names in lower case. */
  private static List<Map<String, String>> groups(Entity part) {
    String text = new String(bytes(part), StandardCharsets.UTF_8).replace("\r\n", "\n");
    List<Map<String, String>> groups = new ArrayList<>();
    for (String block : text.split("\n{2,}", -1)) {
      Map<String, String> fields = new TreeMap<>();
      for (String line : block.replaceAll("\n[ \t]+", " ").split("\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          fields.putIfAbsent(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        }
      }
      groups.add(fields);
    }
    return groups;
  }

  private static byte[] bytes(Entity part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (part.getBody() instanceof SingleBody body) {
        body.writeTo(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
