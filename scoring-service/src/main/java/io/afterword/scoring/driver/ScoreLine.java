package io.afterword.scoring.driver;

import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A score per period, for what is held against other series of the same periods. */
@ApplicationScoped
class ScoreLine {
  private final Counts counts;
  private final Anonymity anonymity;

  ScoreLine(Counts counts, Anonymity anonymity) {
    this.counts = counts;
    this.anonymity = anonymity;
  }

  /** One period and its score; null where it has no answers. */
  record Point(LocalDate from, LocalDate to, long n, @Nullable Double score) {}

  Uni<List<Point>> of(Selected selected, Grain grain) {
    anonymity.refuseSingleAnswers(selected);
    return counts
        .read(selected, Cut.by(grain))
        .map(
            rows -> {
              Map<LocalDate, TallyRow> counted = new HashMap<>();
              rows.forEach(row -> counted.put(row.period(), row));
              List<Point> points = new ArrayList<>();
              for (LocalDate start = grain.start(selected.days().from());
                  start.isBefore(selected.days().to());
                  start = grain.end(start)) {
                points.add(point(selected, start, grain.end(start), counted.get(start)));
              }
              return points;
            });
  }

  private static Point point(
      Selected selected, LocalDate from, LocalDate to, @Nullable TallyRow row) {
    if (row == null) {
      return new Point(from, to, 0, null);
    }
    OptionalDouble score =
        selected
            .choice()
            .metric()
            .score(row.histogram(), selected.choice().scale(), Confidence.DEFAULT)
            .value();
    return new Point(from, to, row.histogram().n(), score.isPresent() ? score.getAsDouble() : null);
  }

  /** The scores alone. */
  static List<@Nullable Double> scores(List<Point> points) {
    List<@Nullable Double> scores = new ArrayList<>();
    points.forEach(point -> scores.add(point.score()));
    return scores;
  }
}
