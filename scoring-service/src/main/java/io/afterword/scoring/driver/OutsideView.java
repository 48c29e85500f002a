package io.afterword.scoring.driver;

import io.afterword.scoring.association.CoMoments;
import io.afterword.scoring.association.LeadLag;
import io.afterword.scoring.association.PearsonCorrelation;
import io.afterword.scoring.association.SpearmanCorrelation;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.statistics.Confidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A score and a series from outside over the same periods. Pure. */
record OutsideView(List<OutsideCorrelation.PairedPoint> points, Confidence confidence) {

  static OutsideView of(
      List<ScoreLine.Point> scores, NavigableMap<LocalDate, Double> values, Confidence confidence) {
    return new OutsideView(
        scores.stream()
            .map(
                point ->
                    new OutsideCorrelation.PairedPoint(
                        point.from(), point.to(), point.n(), point.score(), mean(values, point)))
            .toList(),
        confidence);
  }

  private static @Nullable Double mean(
      NavigableMap<LocalDate, Double> values, ScoreLine.Point point) {
    OptionalDouble mean =
        values.subMap(point.from(), true, point.to(), false).values().stream()
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  private List<OutsideCorrelation.PairedPoint> pairs() {
    return points.stream().filter(point -> point.score() != null && point.value() != null).toList();
  }

  int periods() {
    return pairs().size();
  }

  int holes() {
    return points.size() - periods();
  }

  private List<Double> scoresOfPairs() {
    List<Double> scores = new ArrayList<>();
    for (OutsideCorrelation.PairedPoint pair : pairs()) {
      if (pair.score() != null) {
        scores.add(pair.score());
      }
    }
    return scores;
  }

  private List<Double> valuesOfPairs() {
    List<Double> values = new ArrayList<>();
    for (OutsideCorrelation.PairedPoint pair : pairs()) {
      if (pair.value() != null) {
        values.add(pair.value());
      }
    }
    return values;
  }

  private SpearmanCorrelation ranks() {
    return SpearmanCorrelation.of(scoresOfPairs(), valuesOfPairs());
  }

  Correlations.@Nullable Coefficient spearman() {
    SpearmanCorrelation ranks = ranks();
    return Correlations.Coefficient.of(ranks.r(), ranks.interval(confidence), ranks.pValue());
  }

  Correlations.@Nullable Coefficient pearson() {
    PearsonCorrelation pearson =
        new PearsonCorrelation(CoMoments.of(scoresOfPairs(), valuesOfPairs()));
    return Correlations.Coefficient.of(pearson.r(), pearson.interval(confidence), pearson.pValue());
  }

  ScoreStatus status() {
    if (periods() == 0) {
      return ScoreStatus.NO_DATA;
    }
    return ranks().pValue().isEmpty() ? ScoreStatus.UNDEFINED : ScoreStatus.of(periods());
  }

  List<LeadLags.Lag> lags(int most) {
    List<@Nullable Double> scores = new ArrayList<>();
    List<@Nullable Double> values = new ArrayList<>();
    points.forEach(
        point -> {
          scores.add(point.score());
          values.add(point.value());
        });
    return LeadLagView.of(LeadLag.of(scores, values, most), scores, values).lags();
  }

  String sentence(String metric, String series) {
    OptionalDouble r = ranks().r();
    OptionalDouble p = ranks().pValue();
    if (r.isEmpty() || p.isEmpty()) {
      return "There is too little of %s and %s in the same periods to say anything."
          .formatted(metric, series);
    }
    String rounded =
        BigDecimal.valueOf(r.getAsDouble()).setScale(2, RoundingMode.HALF_UP).toPlainString();
    return "In %d periods %s and %s went %s (Spearman %s)."
        .formatted(
            periods(),
            metric,
            series,
            r.getAsDouble() > 0 ? "up and down together" : "opposite ways",
            rounded);
  }
}
