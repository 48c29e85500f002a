package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.series.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The series that may be counted together, and what a reader must know about that. Pure.
 *
 * <p>Within a survey the versions since the scale last changed are counted together; across surveys
 * only what has one scale. Never empty.
 */
public record SeriesChoice(List<Series> series, Set<Warning> warnings) {

  /** Past answers are older than whatever was asked here, whenever they were imported. */
  private static final Comparator<Series> BY_AGE =
      Comparator.comparing((Series series) -> !series.isImported()).thenComparing(Series::version);

  public SeriesChoice {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to choose from");
    }
    series = List.copyOf(series);
    warnings = Set.copyOf(warnings);
  }

  public Scale scale() {
    return series.get(0).scale();
  }

  public Metric metric() {
    return series.get(0).metric();
  }

  /** One question of one survey: the newest scale that was answered, and all versions with it. */
  static SeriesChoice withinSurvey(List<Series> versions, Map<Short, Long> answers) {
    List<Series> answered = answered(versions, answers);
    Series newest = newest(answered);
    List<Series> alike =
        answered.stream()
            .filter(each -> each.scale().equals(newest.scale()) && each.metric() == newest.metric())
            .sorted(Comparator.comparing(Series::version))
            .toList();
    Set<Warning> warnings = standing(newest);
    boolean broken = alike.stream().map(Series::run).distinct().count() > 1;
    if (broken || alike.size() < answered.size()) {
      warnings.add(Warning.SERIES_BREAK);
    }
    return new SeriesChoice(alike, warnings);
  }

  /** All surveys of a metric: only one scale makes a common score. */
  static SeriesChoice acrossSurveys(List<Series> all, Map<Short, Long> answers) {
    List<Series> answered = answered(all, answers);
    List<String> scales =
        answered.stream().map(each -> named(each.scale())).distinct().sorted().toList();
    if (answered.stream().map(Series::scale).distinct().count() > 1) {
      throw Problem.of(
              ScoringProblem.DIFFERENT_SCALE,
              "these answers are on the scales %s; ask for one survey".formatted(scales))
          .with("scales", scales)
          .with("surveys", answered.stream().map(Series::surveyId).distinct().toList());
    }
    return new SeriesChoice(answered, standing(answered.get(0)));
  }

  /** The same, knowing the triggers that its answers were asked for by. */
  SeriesChoice askedBy(Set<String> triggers) {
    Set<Asking> measures = triggers.stream().map(Asking::by).collect(Collectors.toSet());
    if (!measures.containsAll(Asking.TWO_MEASURES)) {
      return this;
    }
    Set<Warning> more = EnumSet.of(Warning.MIXED_ASKING);
    more.addAll(warnings);
    return new SeriesChoice(series, more);
  }

  /** The scale in words. */
  public String scaleName() {
    return named(scale());
  }

  private static String named(Scale scale) {
    return "%s (%d to %d, %s)".formatted(scale.id(), scale.min(), scale.max(), scale.polarity());
  }

  /** Those with answers in the period; all of them when there is no answer at all. */
  private static List<Series> answered(List<Series> all, Map<Short, Long> answers) {
    List<Series> answered = new ArrayList<>(all);
    answered.removeIf(each -> answers.getOrDefault(each.id(), 0L) == 0);
    return answered.isEmpty() ? List.of(newest(all)) : answered;
  }

  private static Series newest(List<Series> all) {
    return all.stream().max(BY_AGE).orElseThrow();
  }

  private static Set<Warning> standing(Series series) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    if (!series.metric().isStandardOn(series.scale())) {
      warnings.add(Warning.NON_STANDARD_SCALE);
    }
    return warnings;
  }
}
