package io.afterword.scoring.intake;

import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What came in and stands in no score yet, for whoever watches the service. */
@ApplicationScoped
class IntakeWatch implements MetricSource {
  private static final Metric WAITING =
      Metric.gauge(
          "afterword_responses_waiting",
          "Responses that came before their survey version was announced, counted up to 100,000:"
              + " `waiting` for it, or `refused` since they do not fit it",
          "state");

  private static final String LOOK =
      """
      select count(*) filter (where refused is null) as waiting, count(refused) as refused
      from (select refused_because as refused from waiting_response limit 100000) w
      """;

  private final Pool pool;

  IntakeWatch(Pool pool) {
    this.pool = pool;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(WAITING);
  }

  @Override
  public Uni<List<Reading>> read() {
    return pool.query(LOOK)
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return List.of(
                  WAITING.reads(row.getLong("waiting"), "waiting"),
                  WAITING.reads(row.getLong("refused"), "refused"));
            });
  }
}
