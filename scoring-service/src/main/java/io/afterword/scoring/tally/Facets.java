package io.afterword.scoring.tally;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bitmaps of one day: bit i of a member's is set when the i-th answer has that member. */
final class Facets {
  private static final HexFormat HEX = HexFormat.of();

  private final int answers;
  private final List<Short> dims = new ArrayList<>();
  private final List<Short> members = new ArrayList<>();
  private final List<String> bits = new ArrayList<>();

  /**
   * Of a day without bitmaps yet.
   *
   * @param answers counted answers of the day
   */
  Facets(int answers) {
    this.answers = answers;
  }

  /** Adds a dimension: the member of each answer. */
  void add(short dim, Short[] memberOfAnswer) {
    Map<Short, BitSet> sets = new TreeMap<>();
    for (int answer = 0; answer < answers; answer++) {
      sets.computeIfAbsent(memberOfAnswer[answer], first -> new BitSet(answers)).set(answer);
    }
    sets.forEach(
        (member, set) -> {
          dims.add(dim);
          members.add(member);
          bits.add(text(set));
        });
  }

  /** As PostgreSQL reads bit strings: four bits a letter, all of the day's equally long. */
  private String text(BitSet set) {
    byte[] bytes = new byte[(answers + Byte.SIZE - 1) / Byte.SIZE];
    byte[] used = set.toByteArray();
    System.arraycopy(used, 0, bytes, 0, used.length);
    return "x" + HEX.formatHex(bytes);
  }

  Short[] dims() {
    return dims.toArray(Short[]::new);
  }

  Short[] members() {
    return members.toArray(Short[]::new);
  }

  String[] bits() {
    return bits.toArray(String[]::new);
  }
}
