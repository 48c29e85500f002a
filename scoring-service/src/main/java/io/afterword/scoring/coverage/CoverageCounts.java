package io.afterword.scoring.coverage;

import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Slot;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the counts of decisions. */
@ApplicationScoped
class CoverageCounts {
  private static final String DIMENSIONS =
      "(%d, 0), ".formatted(Segment.EVERYTHING)
          + Arrays.stream(CoverageSegment.values())
              .map(CoverageSegment::segment)
              .map(segment -> "(%d, c.%s::int)".formatted(segment.dim(), segment.column()))
              .collect(Collectors.joining(", "));

  private static final String READ =
      """
      select m.member, c.standing, c.reason, sum(c.n)::bigint as n from coverage c
        cross join lateral (values %s) m(dim, member)
       where c.slot = $1 and c.survey_id = $2 and c.day >= $3 and c.day < $4 and m.dim = $5
       group by m.member, c.standing, c.reason having sum(c.n) <> 0
      """
          .formatted(DIMENSIONS);

  private final Reads reads;

  CoverageCounts(Reads reads) {
    this.reads = reads;
  }

  /** By member of the segment, or everything under 0 when none is given. */
  Uni<Map<Integer, Coverage>> read(UUID survey, Days days, @Nullable CoverageSegment by) {
    short dim = by == null ? Segment.EVERYTHING : by.segment().dim();
    return reads
        .ask(READ, Tuple.of(Slot.of(survey), survey, days.from(), days.to(), dim))
        .map(
            rows -> {
              Map<Integer, Coverage> found = new TreeMap<>();
              rows.forEach(row -> found.compute(row.getInteger("member"), (id, c) -> add(c, row)));
              return found;
            });
  }

  private static Coverage add(@Nullable Coverage known, Row row) {
    return (known == null ? Coverage.NOTHING : known)
        .plus(
            Standing.numbered(row.getShort("standing")), row.getString("reason"), row.getLong("n"));
  }
}
