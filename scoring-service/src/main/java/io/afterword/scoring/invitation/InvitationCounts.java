package io.afterword.scoring.invitation;

import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Slot;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the counts of invitations: tally and unfolded tail in one statement. */
@ApplicationScoped
public class InvitationCounts {
  /** Every invitation once as a whole and once per segment. */
  static final String DIMENSIONS =
      "(%d, 0), ".formatted(Segment.EVERYTHING)
          + Arrays.stream(InvitationSegment.values())
              .map(InvitationSegment::segment)
              .map(segment -> "(%d, %s::int)".formatted(segment.dim(), segment.column()))
              .collect(Collectors.joining(", "));

  private static final String READ =
      """
      select member, state, sum(n)::bigint n from (
        select member, state, n from invitation_tally
         where slot = $1 and survey_id = $2 and dim = $3 and day >= $4 and day < $5
        union all
        select m.member, z.state, z.g from (
            select u.* from invitation_pack q
              cross join lateral unnest(q.survey_id, q.old_day, q.old_state, q.new_day, q.new_state, q.channel, q.agent, q.team, q.kind)
                u(survey_id, old_day, old_state, new_day, new_state, channel, agent, team, kind)
             where q.slot = $1) u
          cross join lateral (values (old_day, old_state, -1), (new_day, new_state, 1)) z(day, state, g)
          cross join lateral (values %s) m(dim, member)
         where u.survey_id = $2 and m.dim = $3 and z.day >= $4 and z.day < $5
      ) x group by member, state having sum(n) <> 0
      """
          .formatted(DIMENSIONS);

  private final Reads reads;

  InvitationCounts(Reads reads) {
    this.reads = reads;
  }

  /** By member of the segment, or everything under 0 when none is given. */
  Uni<Map<Integer, ResponseRate>> read(UUID surveyId, Days days, @Nullable InvitationSegment by) {
    short dim = by == null ? Segment.EVERYTHING : by.segment().dim();
    return reads
        .ask(READ, Tuple.of(Slot.of(surveyId), surveyId, dim, days.from(), days.to()))
        .map(InvitationCounts::rates);
  }

  private static Map<Integer, ResponseRate> rates(RowSet<Row> rows) {
    Map<Integer, ResponseRate> rates = new TreeMap<>();
    for (Row row : rows) {
      InvitationState state = InvitationState.numbered(row.getShort("state"));
      rates.merge(
          row.getInteger("member"),
          ResponseRate.NOTHING_SENT.plus(state, row.getLong("n")),
          ResponseRate::and);
    }
    return rates;
  }
}
