package io.afterword.survey.respond;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A drawn page, cut where something stands that every view has for itself, so that it is drawn once
 * for many views.
 */
final class CutPage {

  /** What every view has for itself, or a mark in its place while the page is drawn to be cut. */
  record Own(String key, String nonce, String token) {
    /** In UTF-8, as they stand in the page. */
    private List<byte[]> inOrder() {
      return List.of(bytes(key), bytes(nonce), bytes(token));
    }

    private static byte[] bytes(String ascii) {
      return ascii.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Made anew by each process, so that no text of a survey can be taken for one. */
  static final Own MARKS = new Own(mark(), mark(), mark());

  private static final List<String> IN_ORDER = List.of(MARKS.key(), MARKS.nonce(), MARKS.token());

  private static final Pattern MARK = Pattern.compile(String.join("|", IN_ORDER));

  private final List<byte[]> pieces = new ArrayList<>();

  /**
   * Which mark stood behind the piece of the same place, by its place in {@link Own#inOrder}; one
   * less than there are pieces.
   */
  private final int[] marks;

  private final int size;

  /**
   * @param html drawn with {@link #MARKS}
   */
  CutPage(String html) {
    List<Integer> found = new ArrayList<>();
    Matcher mark = MARK.matcher(html);
    int from = 0;
    while (mark.find()) {
      pieces.add(html.substring(from, mark.start()).getBytes(StandardCharsets.UTF_8));
      found.add(IN_ORDER.indexOf(mark.group()));
      from = mark.end();
    }
    pieces.add(html.substring(from).getBytes(StandardCharsets.UTF_8));
    marks = found.stream().mapToInt(Integer::intValue).toArray();
    size = pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /**
   * The page of one view, in UTF-8.
   *
   * @param own of characters that HTML does not escape, all of them ASCII
   */
  byte[] with(Own own) {
    List<byte[]> owned = own.inOrder();
    int length = size;
    for (int mark : marks) {
      length += owned.get(mark).length;
    }
    byte[] page = new byte[length];
    int at = append(pieces.get(0), page, 0);
    for (int i = 0; i < marks.length; i++) {
      at = append(owned.get(marks[i]), page, at);
      at = append(pieces.get(i + 1), page, at);
    }
    return page;
  }

  private static int append(byte[] part, byte[] page, int at) {
    System.arraycopy(part, 0, page, at, part.length);
    return at + part.length;
  }

  private static String mark() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
