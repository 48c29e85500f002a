package io.afterword.platform.http;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a list goes on: the sort key of the last item given out, opaque to the client. Not secret
 * and not signed: a cursor only ever narrows a query by values, so a forged one can do no more than
 * a forged filter. Each part is written as its length in UTF-8 bytes, a colon and itself, so that
 * parts may contain anything.
 */
public final class Cursor {
  /** Longer than any cursor we give out; keeps a hostile one from costing anything. */
  private static final int MAX_LENGTH = 1024;

  private Cursor() {}

  public static String encode(String... parts) {
    var text = new StringBuilder();
    for (String part : parts) {
      text.append(part.getBytes(StandardCharsets.UTF_8).length).append(':').append(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the parts back; anything that {@link #encode} cannot have made is a Problem. */
  public static List<String> decode(String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      return parts(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)));
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      throw invalid();
    }
  }

  /** Reads a cursor of a list that sorts by so many values. */
  public static List<String> decode(String cursor, int parts) {
    List<String> decoded = decode(cursor);
    if (decoded.size() != parts) {
      throw invalid();
    }
    return decoded;
  }

  /** Reads a cursor of a list that sorts by one id. */
  public static UUID id(String cursor) {
    try {
      return UUID.fromString(decode(cursor, 1).get(0));
    } catch (IllegalArgumentException notAnId) {
      throw invalid();
    }
  }

  /** For parts that turn out to be no instant, id or number: the cursor is not one of ours. */
  public static Problem invalid() {
    return Problem.of(
        CommonProblem.INVALID_CURSOR,
        "Send the nextCursor of the previous page unchanged, or leave cursor out to start again.");
  }

  private static List<String> parts(ByteBuffer bytes) throws CharacterCodingException {
    var parts = new ArrayList<String>();
    while (bytes.hasRemaining()) {
      int length = length(bytes);
      if (length > bytes.remaining()) {
        throw new IllegalArgumentException("a part is cut off");
      }
      ByteBuffer part = bytes.slice(bytes.position(), length);
      parts.add(StandardCharsets.UTF_8.newDecoder().decode(part).toString());
      bytes.position(bytes.position() + length);
    }
    return List.copyOf(parts);
  }

  private static int length(ByteBuffer bytes) {
    int length = 0;
    int digits = 0;
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == ':' && digits > 0) {
        return length;
      }
      if (next < '0' || next > '9' || ++digits > 4) {
        throw new IllegalArgumentException("no length");
      }
      length = length * 10 + (next - '0');
    }
    throw new IllegalArgumentException("no colon");
  }
}
