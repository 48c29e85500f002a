package io.afterword.scoring.driver;

import io.afterword.scoring.association.CrossTable;
import io.afterword.scoring.association.PearsonCorrelation;
import io.afterword.scoring.association.SpearmanCorrelation;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.statistics.Confidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How often each rating came with each value of a fact, and what that says. Pure. */
record FactRatings(NumberFact fact, CrossTable table) {

  static FactRatings none(NumberFact fact) {
    return new FactRatings(fact, new CrossTable(List.of()));
  }

  /** Spearman's p-value; null where there is none. */
  @Nullable Double pValue() {
    OptionalDouble p = SpearmanCorrelation.of(table).pValue();
    return p.isPresent() ? p.getAsDouble() : null;
  }

  Correlations.FactCorrelation correlation(
      @Nullable Double adjustedP, Confidence confidence, Function<Histogram, ScoreResult> result) {
    SpearmanCorrelation spearman = SpearmanCorrelation.of(table);
    PearsonCorrelation pearson = new PearsonCorrelation(table.withX(Math::log1p).moments());
    return new Correlations.FactCorrelation(
        fact.reserved(),
        fact.unit(),
        status(spearman),
        table.n(),
        Correlations.Coefficient.of(spearman.r(), spearman.interval(confidence), spearman.pValue()),
        Correlations.Coefficient.of(pearson.r(), pearson.interval(confidence), pearson.pValue()),
        adjustedP,
        sentence(spearman, adjustedP),
        bands(result));
  }

  private ScoreStatus status(SpearmanCorrelation spearman) {
    if (table.n() == 0) {
      return ScoreStatus.NO_DATA;
    }
    return spearman.r().isEmpty() ? ScoreStatus.UNDEFINED : ScoreStatus.of(table.n());
  }

  private String sentence(SpearmanCorrelation spearman, @Nullable Double adjustedP) {
    if (table.n() == 0) {
      return "No answer carries %s.".formatted(fact.reserved());
    }
    if (spearman.r().isEmpty()) {
      return "%s or the rating is always the same, so nothing can go together."
          .formatted(fact.reserved());
    }
    double r = spearman.r().getAsDouble();
    String rounded = BigDecimal.valueOf(r).setScale(2, RoundingMode.HALF_UP).toPlainString();
    return adjustedP == null || adjustedP >= Tier.SIGNIFICANT
        ? "No link between %s and the rating that chance does not explain (Spearman %s)."
            .formatted(fact.reserved(), rounded)
        : "Higher %s goes with %s ratings (Spearman %s)."
            .formatted(fact.reserved(), r > 0 ? "higher" : "lower", rounded);
  }

  private List<Correlations.FactBand> bands(Function<Histogram, ScoreResult> result) {
    List<Integer> starts = FactBands.of(fact.unit());
    List<Histogram> counted = new ArrayList<>();
    starts.forEach(start -> counted.add(Histogram.EMPTY));
    for (CrossTable.Cell cell : table.cells()) {
      int place = FactBands.place(fact.unit(), Math.round(cell.x()));
      counted.set(
          place,
          counted.get(place).plus(Histogram.of(Map.of((int) Math.round(cell.y()), cell.count()))));
    }
    List<Correlations.FactBand> bands = new ArrayList<>();
    for (int place = 0; place < starts.size(); place++) {
      if (counted.get(place).n() > 0) {
        bands.add(
            new Correlations.FactBand(
                starts.get(place),
                place + 1 < starts.size() ? starts.get(place + 1) : null,
                result.apply(counted.get(place))));
      }
    }
    return bands;
  }
}
