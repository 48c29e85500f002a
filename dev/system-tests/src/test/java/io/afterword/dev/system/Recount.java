package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.loop.Await;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether answers are what a model says, and counts what the answers say, once all is folded. */
record Recount(LocalPostgres server, String database) {
  /** What must be none of what was found. */
  static final List<String> ZERO =
      List.of(
          "answersThatDifferFromTheModel",
          "cellsThatDifferFromARecount",
          "monthsThatDifferFromTheirDays",
          "facetsThatDifferFromTheirTallies",
          "parkedEvents");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Dimensions of which each cell is recounted, by the expression of their member. */
  private static final Map<Integer, String> MEMBERS =
      Map.of(
          0,
          "0",
          1,
          "channel",
          2,
          "agent",
          3,
          "team",
          6,
          "hour_of_week",
          20,
          "channel::int * 168 + hour_of_week");

  /** Cells of a dimension that are not what a recount says, both ways round. */
  private static final String WRONG_CELLS =
      """
      with shown as (
        select member, day, c1, c2, c3, c4, c5 from tally_day
         where dim = %1$d and c1 + c2 + c3 + c4 + c5 <> 0),
      recount as (
        select (%2$s)::int, day, count(*) filter (where rating = 1)::int, count(*) filter (where rating = 2)::int,
               count(*) filter (where rating = 3)::int, count(*) filter (where rating = 4)::int,
               count(*) filter (where rating = 5)::int
          from answer where rating is not null group by 1, 2)
      select (select count(*) from (select * from shown except all select * from recount) a)
           + (select count(*) from (select * from recount except all select * from shown) b)
      """;

  private static final String WRONG_MONTHS =
      """
      select count(*) from (
        select dim, member, date_trunc('month', day)::date m, sum(c1) c1, sum(c4) c4, sum(c5) c5
          from tally_day group by 1, 2, 3) d
        full join tally_month t on (t.dim, t.member, t.month) = (d.dim, d.member, d.m)
       where (coalesce(d.c1, 0), coalesce(d.c4, 0), coalesce(d.c5, 0))
          <> (coalesce(t.c1, 0), coalesce(t.c4, 0), coalesce(t.c5, 0))
      """;

  private static final String WRONG_FACETS =
      """
      select count(*) from facet f join day_state s using (slot, series, day)
       left join tally_day t on (t.slot, t.series, t.day, t.dim, t.member) = (f.slot, f.series, f.day, f.dim, f.member)
       where s.version = s.packed_version and f.dim <> 100
         and bit_count(f.bits) <> coalesce(t.c1 + t.c2 + t.c3 + t.c4 + t.c5, 0)
      """;

  /**
   * What was found, by name; those of {@link #ZERO} were checked to be none.
   *
   * @param model the rating that counts of each response
   */
  Map<String, Object> check(Map<UUID, Integer> model) throws SQLException {
    awaitNone("select count(*) from change_pack", "the tail was not folded");
    awaitNone("select count(*) from day_state where packed_at is null", "no facets were made");
    Map<UUID, Integer> counted = counted();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("answers", counted.size());
    found.put("answersThatDifferFromTheModel", different(counted, model));
    found.put("cellsThatDifferFromARecount", wrongCells());
    found.put("monthsThatDifferFromTheirDays", server.number(database, WRONG_MONTHS));
    found.put("facetsThatDifferFromTheirTallies", server.number(database, WRONG_FACETS));
    found.put("parkedEvents", server.number(database, "select count(*) from feed_parked"));
    assertThat(ZERO).allSatisfy(name -> assertThat(found).containsEntry(name, 0L));
    assertThat(counted).hasSizeGreaterThan(1_000);
    return found;
  }

  long wrongCells() {
    return MEMBERS.entrySet().stream()
        .mapToLong(
            each -> server.number(database, WRONG_CELLS.formatted(each.getKey(), each.getValue())))
        .sum();
  }

  private void awaitNone(String sql, String otherwise) {
    Await.until(PATIENCE, () -> server.number(database, sql), left -> left == 0, otherwise);
  }

  private static long different(Map<UUID, Integer> counted, Map<UUID, Integer> model) {
    return counted.entrySet().stream()
            .filter(each -> !each.getValue().equals(model.get(each.getKey())))
            .count()
        + model.keySet().stream().filter(id -> !counted.containsKey(id)).count();
  }

  private Map<UUID, Integer> counted() throws SQLException {
    Map<UUID, Integer> counted = new HashMap<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select response_id, rating from answer where rating is not null")) {
      while (rows.next()) {
        counted.put(rows.getObject(1, UUID.class), rows.getInt(2));
      }
    }
    return counted;
  }
}
