package io.afterword.scoring.intake;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.series.PublishedVersion;
import io.afterword.scoring.series.Series;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What scoring reads of {@code survey.published}. */
record SurveyPublished(
    UUID surveyId,
    int version,
    String name,
    Metric metric,
    List<Question> questions,
    boolean seriesBreak,
    @Nullable Boolean imported,
    Instant publishedAt) {

  /** A question is counted if it has a scale, whatever form it is asked in. */
  record Question(String id, short position, boolean scored, @Nullable PublishedScale scale) {}

  record PublishedScale(
      String id,
      int min,
      int max,
      Polarity polarity,
      Set<Integer> satisfied,
      Set<Integer> dissatisfied) {

    Scale asScale() {
      return new Scale(
          id,
          min,
          max,
          polarity,
          Objects.requireNonNullElse(satisfied, Set.of()),
          Objects.requireNonNullElse(dissatisfied, Set.of()));
    }
  }

  /** The version with its rating questions; fails when a scale is none. */
  PublishedVersion at(int revision) {
    List<Series.Question> rated =
        questions.stream().flatMap(question -> rated(question).stream()).toList();
    return new PublishedVersion(
        surveyId,
        version,
        revision,
        name,
        metric,
        new PublishedVersion.Details(
            seriesBreak, Boolean.TRUE.equals(imported), publishedAt, rated));
  }

  /** Only the scored question is the survey's metric; any other rating is a satisfaction. */
  private Optional<Series.Question> rated(Question question) {
    return Optional.ofNullable(question.scale())
        .map(
            scale ->
                new Series.Question(
                    question.id(),
                    question.position(),
                    question.scored(),
                    question.scored() ? metric : Metric.CSAT,
                    scale.asScale()));
  }
}
