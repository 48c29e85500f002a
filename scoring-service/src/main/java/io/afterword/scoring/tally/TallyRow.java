package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Histogram;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counted answers of one cell: one period or hour of the week, one member of each segment that
 * was grouped by.
 *
 * @param period its first day; null when all of it was asked for in one
 * @param hourOfWeek of the interaction, Monday 0:00 = 0; null when not asked for
 * @param members in the order of the segments
 */
public record TallyRow(
    @Nullable LocalDate period,
    @Nullable Integer hourOfWeek,
    List<Integer> members,
    Histogram histogram) {

  public TallyRow {
    members = List.copyOf(members);
  }

  /** All answers of these rows together. */
  public static Histogram sum(List<TallyRow> rows) {
    return rows.stream().map(TallyRow::histogram).reduce(Histogram.EMPTY, Histogram::plus);
  }
}
