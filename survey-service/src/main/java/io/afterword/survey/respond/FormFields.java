package io.afterword.survey.respond;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as a browser sends it (application/x-www-form-urlencoded, UTF-8). Decoded
 * strictly: bytes that are no UTF-8 would otherwise become replacement characters, and the
 * respondent's text would be altered without a word. Of a repeated field the first value is taken.
 */
public record FormFields(Map<String, String> values) {

  /** A comment of the greatest length in the widest script, three times percent-encoded. */
  static final int LARGEST_BODY = 128 * 1024;

  static final FormFields NONE = new FormFields(Map.of());

  public FormFields {
    values = Map.copyOf(values);
  }

  /** Whether this is what a form is sent as; one who says nothing is believed. */
  static boolean isType(@Nullable String contentType) {
    return contentType == null
        || MediaType.APPLICATION_FORM_URLENCODED.equalsIgnoreCase(
            contentType.split(";", 2)[0].trim());
  }

  /** Empty if the body is no form that can be read. */
  static Optional<FormFields> parse(String body) {
    Map<String, String> values = new LinkedHashMap<>();
    if (body.length() > LARGEST_BODY) {
      return Optional.empty();
    }
    for (String pair : body.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      values.putIfAbsent(name.get(), value.get());
    }
    return Optional.of(new FormFields(values));
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text.replace('+', ' '));
    }
    byte[] sent = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(sent.length);
    for (int i = 0; i < sent.length; i++) {
      if (sent[i] == '%') {
        int high = digit(sent, i + 1);
        int low = digit(sent, i + 2);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put(sent[i] == '+' ? (byte) ' ' : sent[i]);
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static int digit(byte[] sent, int at) {
    return at < sent.length ? Character.digit(sent[at] & 0xff, 16) : -1;
  }
}
