package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.wording.Figures;
import io.afterword.scoring.wording.Words;
import org.jspecify.annotations.Nullable;

/** The cells that most tables have. */
final class Cells {
  private Cells() {}

  static Table.Cell count(Words words, long n) {
    return Table.Cell.of(words.figures().count(n), n);
  }

  static Table.Cell score(Words words, ScoreResult result) {
    return Table.Cell.of(words.score(result), result.score());
  }

  static Table.Cell lower(Words words, ScoreResult result) {
    Interval interval = result.interval();
    return value(words, interval == null ? null : interval.lower(), result.unit());
  }

  static Table.Cell upper(Words words, ScoreResult result) {
    Interval interval = result.interval();
    return value(words, interval == null ? null : interval.upper(), result.unit());
  }

  static Table.Cell value(Words words, @Nullable Double value, ScoreUnit unit) {
    return Table.Cell.of(words.figures().value(value, unit), value);
  }

  static Table.Cell percent(Words words, @Nullable Double value) {
    return Table.Cell.of(value == null ? Figures.NONE : words.figures().percent(value), value);
  }
}
