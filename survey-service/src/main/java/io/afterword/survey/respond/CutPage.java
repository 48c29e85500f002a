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
  record Own(String key, String nonce, String token) {}

  /** Made anew by each process, so that no text of a survey can be taken for one. */
  static final Own MARKS = new Own(mark(), mark(), mark());

  private static final Pattern MARK =
      Pattern.compile(String.join("|", MARKS.key(), MARKS.nonce(), MARKS.token()));

  private final List<byte[]> pieces = new ArrayList<>();

  /** The mark that stood behind the piece of the same place; one less than there are pieces. */
  private final List<String> marks = new ArrayList<>();

  private final int size;

  /**
   * @param html drawn with {@link #MARKS}
   */
  CutPage(String html) {
    Matcher mark = MARK.matcher(html);
    int from = 0;
    while (mark.find()) {
      pieces.add(html.substring(from, mark.start()).getBytes(StandardCharsets.UTF_8));
      marks.add(mark.group());
      from = mark.end();
    }
    pieces.add(html.substring(from).getBytes(StandardCharsets.UTF_8));
    size = pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /**
   * The page of one view, in UTF-8.
   *
   * @param own of characters that HTML does not escape, all of them ASCII
   */
  byte[] with(Own own) {
    List<byte[]> owned = marks.stream().map(mark -> of(own, mark)).toList();
    byte[] page = new byte[size + owned.stream().mapToInt(part -> part.length).sum()];
    int at = append(pieces.get(0), page, 0);
    for (int i = 0; i < owned.size(); i++) {
      at = append(owned.get(i), page, at);
      at = append(pieces.get(i + 1), page, at);
    }
    return page;
  }

  private static int append(byte[] part, byte[] page, int at) {
    System.arraycopy(part, 0, page, at, part.length);
    return at + part.length;
  }

  private static byte[] of(Own own, String mark) {
    String value = own.token();
    if (mark.equals(MARKS.key())) {
      value = own.key();
    } else if (mark.equals(MARKS.nonce())) {
      value = own.nonce();
    }
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  private static String mark() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
