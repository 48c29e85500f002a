package io.afterword.dispatch.recurrence;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.recurrence.Circle.Arc;
import io.afterword.dispatch.recurrence.Circle.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many contacts have their turn on which day. */
@ApplicationScoped
public class TurnCounts {
  private static final String COUNT =
      """
      select u.day, count(*) as n
      from unnest($1::date[], $2::int[], $3::int[]) as u(day, low, high)
      join contact c on c.slot >= u.low and c.slot < u.high
      group by u.day
      """;

  private record Part(LocalDate day, int low, int high) {}

  /** By day of the workspace; days without a turn are left out. */
  public Uni<Map<LocalDate, Long>> of(
      SqlClient client, Policy policy, LocalDate from, LocalDate to) {
    List<Part> parts = from.datesUntil(to).flatMap(day -> parts(policy, day).stream()).toList();
    return client
        .preparedQuery(COUNT)
        .execute(
            Tuple.of(
                parts.stream().map(Part::day).toArray(LocalDate[]::new),
                parts.stream().map(Part::low).toArray(Integer[]::new),
                parts.stream().map(Part::high).toArray(Integer[]::new)))
        .map(
            rows -> {
              var counts = new HashMap<LocalDate, Long>();
              rows.forEach(row -> counts.put(row.getLocalDate("day"), row.getLong("n")));
              return counts;
            });
  }

  /** A day's turns as runs of slots. */
  private static List<Part> parts(Policy policy, LocalDate day) {
    return Turns.on(policy, day)
        .map(
            turns -> {
              var parts = new ArrayList<Part>();
              Circle circle = Circle.of(policy.id());
              Cursor cursor = Cursor.at(Circle.placeAt(turns.plan().placeBefore(day)));
              int end = Circle.placeAt(turns.plan().placeBefore(day.plusDays(1)));
              while (cursor.place() < end) {
                Arc arc = circle.next(cursor, end);
                parts.add(new Part(day, arc.low(), arc.high()));
                cursor = arc.after();
              }
              return List.copyOf(parts);
            })
        .orElseGet(List::of);
  }
}
