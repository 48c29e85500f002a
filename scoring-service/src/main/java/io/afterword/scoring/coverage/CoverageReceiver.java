package io.afterword.scoring.coverage;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.segment.MemberIds;
import io.afterword.scoring.segment.MemberName;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.series.Slot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the newest count of each cell, whatever the order and however often it comes. */
@ApplicationScoped
class CoverageReceiver implements FeedReceiver {
  private static final String COLUMNS =
      "slot, cell_id, revision, survey_id, policy_id, day, standing, reason, channel, agent, team,"
          + " locale, n";

  private static final String KEEP =
      """
      insert into coverage as c (%1$s)
      select distinct on (slot, cell_id) e.* from unnest($1::smallint[], $2::uuid[], $3::int[], $4::uuid[],
          $5::uuid[], $6::date[], $7::smallint[], $8::text[], $9::smallint[], $10::smallint[],
          $11::smallint[], $12::smallint[], $13::bigint[]) e(%1$s)
      order by slot, cell_id, revision desc
      on conflict (slot, cell_id) do update set revision = excluded.revision, n = excluded.n
        where excluded.revision > c.revision
      """
          .formatted(COLUMNS);

  private final Members members;

  CoverageReceiver(Members members) {
    this.members = members;
  }

  /** One event with what it says. */
  private record Cell(UUID id, int revision, Instant at, CoverageCounted data) {
    static Cell read(ReceivedEvent event) {
      return new Cell(
          UUID.fromString(event.subject()),
          event.revision(),
          event.time(),
          event.dataAs(CoverageCounted.class));
    }

    List<MemberName> members() {
      List<MemberName> names = new ArrayList<>();
      for (CoverageSegment each : CoverageSegment.values()) {
        String value = each.of(data);
        if (value != null) {
          names.add(new MemberName(each.segment(), value, null, at));
        }
      }
      return names;
    }
  }

  @Override
  public Set<String> types() {
    return Set.of("coverage.counted");
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    List<Cell> cells = events.stream().map(Cell::read).toList();
    return members
        .intern(cells.stream().flatMap(cell -> cell.members().stream()).distinct().toList())
        .chain(ids -> tx.preparedQuery(KEEP).execute(parameters(cells, ids)))
        .replaceWithVoid();
  }

  private static Tuple parameters(List<Cell> cells, MemberIds ids) {
    return Tuple.from(
        List.of(
            array(cells, Short[]::new, cell -> Slot.of(cell.data().surveyId())),
            array(cells, UUID[]::new, Cell::id),
            array(cells, Integer[]::new, Cell::revision),
            array(cells, UUID[]::new, cell -> cell.data().surveyId()),
            array(cells, UUID[]::new, cell -> cell.data().policyId()),
            array(cells, LocalDate[]::new, cell -> cell.data().day()),
            array(cells, Short[]::new, cell -> cell.data().standing().number()),
            array(cells, String[]::new, cell -> cell.data().reason()),
            member(cells, ids, CoverageSegment.CHANNEL),
            member(cells, ids, CoverageSegment.AGENT),
            member(cells, ids, CoverageSegment.TEAM),
            member(cells, ids, CoverageSegment.LOCALE),
            array(cells, Long[]::new, cell -> cell.data().count())));
  }

  private static Object[] member(List<Cell> cells, MemberIds ids, CoverageSegment by) {
    return array(cells, Short[]::new, cell -> ids.of(by.segment(), by.of(cell.data())));
  }

  private static Object[] array(
      List<Cell> cells, IntFunction<Object[]> array, Function<Cell, @Nullable Object> value) {
    return cells.stream().map(value).toArray(array);
  }
}
