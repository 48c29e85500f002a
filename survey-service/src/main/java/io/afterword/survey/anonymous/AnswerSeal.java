package io.afterword.survey.anonymous;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.platform.secret.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Seals an answer for the row that keeps it. Padded, so that the length of a comment, which both
 * the sealed row and the later response have, says nothing.
 */
final class AnswerSeal {

  /** Most answers fit; a longer one doubles it, so that there are few sizes in all. */
  private static final int SMALLEST = 2048;

  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private final Seal seal;

  AnswerSeal(byte[] key) {
    this.seal = new Seal(key);
  }

  byte[] seal(AnonymousAnswer answer, UUID row) {
    try {
      byte[] json = JSON.writeValueAsBytes(answer);
      int size = SMALLEST;
      while (size < json.length) {
        size *= 2;
      }
      byte[] padded = Arrays.copyOf(json, size);
      Arrays.fill(padded, json.length, size, (byte) ' ');
      return seal.seal(padded, meaning(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AnonymousAnswer open(byte[] sealed, UUID row) {
    byte[] plain =
        seal.open(sealed, meaning(row))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "an anonymous answer was sealed under another AFTERWORD_LINK_SECRET"));
    try {
      return JSON.readValue(plain, AnonymousAnswer.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] meaning(UUID row) {
    return ("anonymous answer " + row).getBytes(StandardCharsets.UTF_8);
  }
}
