package io.afterword.scoring.driver;

import io.afterword.scoring.segment.NumberFact;
import java.util.List;

/** Where the bands of a fact begin: a minute, an hour, a day; once, twice, thrice. Pure. */
final class FactBands {
  private static final List<Integer> SECONDS =
      List.of(0, 60, 300, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 604_800);
  private static final List<Integer> COUNTS = List.of(0, 1, 2, 3, 4, 5, 10);

  private FactBands() {}

  /** The lowest value of each band, in order. */
  static List<Integer> of(NumberFact.Unit unit) {
    return unit == NumberFact.Unit.SECONDS ? SECONDS : COUNTS;
  }

  /** The place of the band that the value lies in. */
  static int place(NumberFact.Unit unit, long value) {
    List<Integer> starts = of(unit);
    int place = 0;
    while (place + 1 < starts.size() && value >= starts.get(place + 1)) {
      place++;
    }
    return place;
  }
}
