package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes a scale sound: few points, classes on it and apart, and in the scale's direction. */
final class ScaleRules {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Ratings are counted in cells 0 to 10. */
  private static final int LOWEST = 0;

  private static final int HIGHEST = 10;

  /** Ten stars still fit a row of a small phone. */
  private static final int MOST_STARS = 10;

  private final String at;
  private final Scale scale;
  private final Faults faults;

  ScaleRules(String at, Scale scale, Faults faults) {
    this.at = at;
    this.scale = scale;
    this.faults = faults;
  }

  /**
   * @param metric of the survey if the scale is the scored question's
   * @return whether the scale has points
   */
  boolean check(@Nullable Metric metric) {
    id();
    if (!range()) {
      return false;
    }
    classes();
    fitsThe(metric);
    look();
    return true;
  }

  private void id() {
    if (scale.id() == null || !ID.matcher(scale.id()).matches()) {
      fault("/id", Kind.NOT_AN_ID, "An id is small letters, digits and hyphens: csat-1-5.");
    }
    if (scale.polarity() == null) {
      fault("/polarity", Kind.REQUIRED, "Say HIGHER_IS_BETTER or LOWER_IS_BETTER.");
    }
  }

  private boolean range() {
    long points = (long) scale.max() - scale.min() + 1;
    if (points < 2) {
      fault("/max", Kind.SCALE_OUT_OF_RANGE, "max must be above min, at least two points.");
      return false;
    }
    if (points > Scale.MOST_POINTS) {
      fault(
          "",
          Kind.SCALE_TOO_LONG,
          "At most %d points, there are %d.".formatted(Scale.MOST_POINTS, points));
      return false;
    }
    if (scale.min() < LOWEST || scale.max() > HIGHEST) {
      fault(
          "", Kind.SCALE_OUT_OF_RANGE, "Ratings lie between %d and %d.".formatted(LOWEST, HIGHEST));
      return false;
    }
    return true;
  }

  private void classes() {
    if (scale.satisfied().isEmpty()) {
      fault("/satisfied", Kind.REQUIRED, "Say which ratings count as satisfied.");
    }
    boolean satisfiedKnown = onScale("/satisfied", scale.satisfied());
    boolean dissatisfiedKnown = onScale("/dissatisfied", scale.dissatisfied());
    if (!satisfiedKnown || !dissatisfiedKnown) {
      return;
    }
    long distinct =
        Stream.concat(scale.satisfied().stream(), scale.dissatisfied().stream()).distinct().count();
    if (distinct < scale.satisfied().size() + scale.dissatisfied().size()) {
      fault("/satisfied", Kind.CLASSES_OVERLAP, "A rating is in one class, and once.");
    } else if (againstPolarity()) {
      fault(
          "/satisfied",
          Kind.CLASSES_AGAINST_POLARITY,
          "With %s the satisfied ratings lie at the other end.".formatted(scale.polarity()));
    }
  }

  private boolean onScale(String field, List<Integer> ratings) {
    boolean all = ratings.stream().allMatch(r -> Objects.nonNull(r) && scale.contains(r));
    if (!all) {
      fault(
          field,
          Kind.RATING_OUT_OF_SCALE,
          "Ratings lie between %d and %d.".formatted(scale.min(), scale.max()));
    }
    return all;
  }

  private boolean againstPolarity() {
    if (scale.satisfied().isEmpty() || scale.dissatisfied().isEmpty()) {
      return false;
    }
    return scale.polarity() == Polarity.HIGHER_IS_BETTER
        ? Collections.min(scale.satisfied()) < Collections.max(scale.dissatisfied())
        : Collections.max(scale.satisfied()) > Collections.min(scale.dissatisfied());
  }

  /**
   * NPS is defined on 0 to 10 with fixed classes; any other scale gives a number that is none. 1 to
   * 10 is taken for those who come from a tool that asked so, under a name that says it: its scores
   * are never compared with those of 0 to 10.
   */
  private void fitsThe(@Nullable Metric metric) {
    if (metric == Metric.NPS && !isNps(0) && !(isNps(1) && StandardScale.isLegacy(scale.id()))) {
      fault(
          "",
          Kind.NOT_THE_METRICS_SCALE,
          "NPS is asked on 0 to 10, satisfied 9 and 10, dissatisfied 0 to 6; or, to go on with an"
              + " old series, on 1 to 10 as %s.".formatted(StandardScale.NPS_1_10_LEGACY.id()));
    }
  }

  private boolean isNps(int min) {
    return scale.min() == min
        && scale.max() == 10
        && scale.polarity() == Polarity.HIGHER_IS_BETTER
        && scale.satisfied().equals(List.of(9, 10))
        && scale.dissatisfied().equals(IntStream.rangeClosed(min, 6).boxed().toList());
  }

  private void look() {
    int points = scale.points().size();
    boolean fits =
        switch (scale.look()) {
          case NUMBERS, COLOURS, WORDS -> true;
          case THUMBS -> points == 2;
          case FACES -> points == 3 || points == 5;
          case STARS ->
              scale.min() == 1
                  && points <= MOST_STARS
                  && scale.polarity() == Polarity.HIGHER_IS_BETTER;
        };
    if (!fits) {
      fault(
          "/look",
          Kind.LOOK_DOES_NOT_FIT,
          "THUMBS need 2 points, FACES 3 or 5; STARS count from 1 to at most %d and more are better."
              .formatted(MOST_STARS));
    }
  }

  private void fault(String field, Kind kind, String detail) {
    faults.add(at + field, kind, detail);
  }
}
