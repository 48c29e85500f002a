package io.afterword.survey.respond;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as a browser sends it (application/x-www-form-urlencoded, UTF-8). Of a
 * repeated field the first value is taken. What did not arrive whole is not taken, since its
 * respondent wrote something else, but all that can be read of it is shown again.
 */
public record FormFields(Map<String, String> values, Arrival arrival) {

  /** How a form came. */
  public enum Arrival {
    WHOLE,
    /** Bytes are no UTF-8; their places have replacement characters. */
    NOT_UTF_8,
    /** It is longer than what is read of one. */
    CUT
  }

  /** A comment of the greatest length in the widest script, twice: what almost every form has. */
  static final int USUAL_BODY = 128 * 1024;

  /** A text of 100,000 characters of the widest script, and the other fields. */
  static final int LARGEST_BODY = 1280 * 1024;

  static final FormFields NONE = new FormFields(Map.of());

  private static final int MOST_BYTES_OF_A_CHAR = 3;

  /** What is left of a character that was cut. */
  private static final Pattern HALF = Pattern.compile("[\ufffd\ud800-\udbff]$");

  public FormFields {
    values = Map.copyOf(values);
  }

  public FormFields(Map<String, String> values) {
    this(values, Arrival.WHOLE);
  }

  /** Whether this is what a form is sent as; one who says nothing is believed. */
  static boolean isType(@Nullable String contentType) {
    return contentType == null
        || MediaType.APPLICATION_FORM_URLENCODED.equalsIgnoreCase(
            contentType.split(";", 2)[0].trim());
  }

  static FormFields parse(String body) {
    boolean cut = isTooLong(body);
    Map<String, String> values = new LinkedHashMap<>();
    boolean utf8 = true;
    for (String pair : (cut ? beginning(body) : body).split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Decoded name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Decoded value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      utf8 &= name.isWhole() && value.isWhole();
      values.putIfAbsent(
          name.text(), cut ? HALF.matcher(value.text()).replaceAll("") : value.text());
    }
    if (cut) {
      return new FormFields(values, Arrival.CUT);
    }
    return new FormFields(values, utf8 ? Arrival.WHOLE : Arrival.NOT_UTF_8);
  }

  /** Its bytes are counted only where they matter. */
  private static boolean isTooLong(String body) {
    return body.length() > LARGEST_BODY
        || (body.length() > LARGEST_BODY / MOST_BYTES_OF_A_CHAR
            && body.getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY);
  }

  /** Without half of an escape at its end. */
  private static String beginning(String body) {
    int end = Math.min(body.length(), LARGEST_BODY);
    int escape = body.lastIndexOf('%', end - 1);
    return body.substring(0, escape >= 0 && escape > end - 3 ? escape : end);
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
