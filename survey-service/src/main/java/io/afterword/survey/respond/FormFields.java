package io.afterword.survey.respond;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as a browser sends it (application/x-www-form-urlencoded, UTF-8). Of a
 * repeated field the first value is taken.
 *
 * @param isWhole false where bytes are no UTF-8: their places have replacement characters, so that
 *     nothing is taken that its respondent did not write, and all that can be read is shown again
 */
public record FormFields(Map<String, String> values, boolean isWhole) {

  /** A comment of the greatest length in the widest script, three times percent-encoded. */
  static final int LARGEST_BODY = 128 * 1024;

  static final FormFields NONE = new FormFields(Map.of());

  public FormFields {
    values = Map.copyOf(values);
  }

  public FormFields(Map<String, String> values) {
    this(values, true);
  }

  /** Whether this is what a form is sent as; one who says nothing is believed. */
  static boolean isType(@Nullable String contentType) {
    return contentType == null
        || MediaType.APPLICATION_FORM_URLENCODED.equalsIgnoreCase(
            contentType.split(";", 2)[0].trim());
  }

  static FormFields parse(String body) {
    Map<String, String> values = new LinkedHashMap<>();
    boolean whole = body.length() <= LARGEST_BODY;
    for (String pair : whole ? body.split("&", -1) : new String[0]) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Decoded name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Decoded value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      whole &= name.isWhole() && value.isWhole();
      values.putIfAbsent(name.text(), value.text());
    }
    return new FormFields(values, whole);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private record Decoded(String text, boolean isWhole) {}

  private static Decoded decode(String text) {
    if (text.indexOf('%') < 0) {
      return new Decoded(text.replace('+', ' '), true);
    }
    byte[] sent = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(sent.length);
    boolean whole = true;
    for (int i = 0; i < sent.length; i++) {
      int high = sent[i] == '%' ? digit(sent, i + 1) : -1;
      int low = sent[i] == '%' ? digit(sent, i + 2) : -1;
      if (high >= 0 && low >= 0) {
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        whole &= sent[i] != '%';
        bytes.put(sent[i] == '+' ? (byte) ' ' : sent[i]);
      }
    }
    bytes.flip();
    try {
      CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
      return new Decoded(strict.decode(bytes.duplicate()).toString(), whole);
    } catch (CharacterCodingException notUtf8) {
      return new Decoded(StandardCharsets.UTF_8.decode(bytes).toString(), false);
    }
  }

  private static int digit(byte[] sent, int at) {
    return at < sent.length ? Character.digit(sent[at] & 0xff, 16) : -1;
  }
}
