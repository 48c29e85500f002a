package io.afterword.survey.definition;

import static io.afterword.survey.definition.Polarity.HIGHER_IS_BETTER;
import static io.afterword.survey.definition.Polarity.LOWER_IS_BETTER;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scales that ship. A survey may have any sound scale; these are the ones whose scores can be
 * compared with what others publish. EFFORT is CES 1.0, where a low rating is a good one; CES is
 * CES 2.0, agreement that it was easy (SCORING C4).
 */
public enum StandardScale {
  CSAT_THUMBS(0, 1, HIGHER_IS_BETTER, 1, 1, Look.THUMBS),
  CSAT_FACES_3(1, 3, HIGHER_IS_BETTER, 1, 1, Look.FACES),
  CSAT_FACES_5(1, 5, HIGHER_IS_BETTER, 2, 2, Look.FACES),
  CSAT_WORDS_4(1, 4, HIGHER_IS_BETTER, 2, 2, Look.WORDS),
  CSAT_1_5(1, 5, HIGHER_IS_BETTER, 2, 2, Look.NUMBERS),
  CSAT_STARS_5(1, 5, HIGHER_IS_BETTER, 2, 2, Look.STARS),
  CSAT_1_7(1, 7, HIGHER_IS_BETTER, 3, 3, Look.NUMBERS),
  CSAT_1_10(1, 10, HIGHER_IS_BETTER, 3, 4, Look.NUMBERS),
  NPS_0_10(0, 10, HIGHER_IS_BETTER, 2, 7, Look.NUMBERS),
  NPS_1_10_LEGACY(1, 10, HIGHER_IS_BETTER, 2, 6, Look.NUMBERS),
  EFFORT_1_5(1, 5, LOWER_IS_BETTER, 2, 2, Look.NUMBERS),
  EFFORT_1_7(1, 7, LOWER_IS_BETTER, 3, 3, Look.NUMBERS),
  EFFORT_1_10(1, 10, LOWER_IS_BETTER, 3, 4, Look.COLOURS),
  EFFORT_WORDS_5(1, 5, LOWER_IS_BETTER, 2, 2, Look.WORDS),
  EFFORT_FACES_5(1, 5, LOWER_IS_BETTER, 2, 2, Look.FACES),
  CES_1_5(1, 5, HIGHER_IS_BETTER, 2, 2, Look.NUMBERS),
  CES_1_7(1, 7, HIGHER_IS_BETTER, 3, 3, Look.NUMBERS),
  CES_1_10(1, 10, HIGHER_IS_BETTER, 3, 4, Look.COLOURS),
  CES_WORDS_7(1, 7, HIGHER_IS_BETTER, 3, 3, Look.WORDS),
  CES_FACES_5(1, 5, HIGHER_IS_BETTER, 2, 2, Look.FACES);

  @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable lists
  private final Scale scale;

  /**
   * @param satisfied how many points at the good end
   * @param dissatisfied how many points at the bad end
   */
  StandardScale(int min, int max, Polarity polarity, int satisfied, int dissatisfied, Look look) {
    boolean up = polarity == HIGHER_IS_BETTER;
    List<Integer> lowest =
        IntStream.range(min, min + (up ? dissatisfied : satisfied)).boxed().toList();
    List<Integer> highest =
        IntStream.rangeClosed(max - (up ? satisfied : dissatisfied) + 1, max).boxed().toList();
    this.scale =
        new Scale(
            name().toLowerCase(Locale.ROOT).replace('_', '-'),
            min,
            max,
            polarity,
            up ? highest : lowest,
            up ? lowest : highest,
            look);
  }

  /** As the API calls it: {@code csat-faces-5}. */
  public String id() {
    return scale.id();
  }

  public Scale scale() {
    return scale;
  }

  public static Optional<StandardScale> find(String id) {
    return Stream.of(values()).filter(standard -> standard.id().equals(id)).findFirst();
  }

  /** Kept only to go on with a series that another tool began. */
  public static boolean isLegacy(String scaleId) {
    return NPS_1_10_LEGACY.id().equals(scaleId);
  }
}
