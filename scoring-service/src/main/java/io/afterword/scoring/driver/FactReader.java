package io.afterword.scoring.driver;

import io.afterword.scoring.association.CrossTable;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.AnswerFilter;
import io.afterword.scoring.tally.Cut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts in the database how often each rating came with each value of a fact. */
@ApplicationScoped
class FactReader {
  private final Reads reads;

  FactReader(Reads reads) {
    this.reads = reads;
  }

  Uni<List<FactRatings>> read(Selected selected, List<NumberFact> facts) {
    AnswerFilter filter = AnswerFilter.of(selected.query(Cut.NONE));
    String values =
        facts.stream()
            .map(fact -> "('%s', %s)".formatted(fact.reserved(), fact.column()))
            .collect(Collectors.joining(", "));
    String sql =
        """
        select v.fact, v.x, rating, count(*) n
          from (select * from answer where %s) a cross join lateral (values %s) v(fact, x)
         where v.x is not null group by 1, 2, 3
        """
            .formatted(filter.condition(), values);
    return reads
        .ask(sql, Tuple.from(filter.parameters()))
        .map(
            rows -> {
              Map<NumberFact, List<CrossTable.Cell>> cells = new EnumMap<>(NumberFact.class);
              facts.forEach(fact -> cells.put(fact, new ArrayList<>()));
              rows.forEach(row -> add(cells, row));
              List<FactRatings> all = new ArrayList<>();
              cells.forEach((fact, list) -> all.add(new FactRatings(fact, new CrossTable(list))));
              return all;
            });
  }

  private static void add(Map<NumberFact, List<CrossTable.Cell>> cells, Row row) {
    List<CrossTable.Cell> list =
        NumberFact.named(row.getString("fact")).map(cells::get).orElse(null);
    if (list != null) {
      list.add(
          new CrossTable.Cell(
              (double) row.getInteger("x"), (double) row.getShort("rating"), row.getLong("n")));
    }
  }
}
