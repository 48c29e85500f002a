package io.afterword.scoring.tally;

import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How long the unfolded tails are, for whoever watches the service. */
@ApplicationScoped
class TailWatch implements MetricSource {
  private static final Metric UNFOLDED =
      Metric.gauge(
          "afterword_changes_unfolded",
          "Changes of answers that no tally contains yet; scores count them all the same. Beyond"
              + " 20,000 for one survey slot the feed is asked to wait");

  private final Pool pool;

  TailWatch(Pool pool) {
    this.pool = pool;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(UNFOLDED);
  }

  @Override
  public Uni<List<Reading>> read() {
    return pool.query("select coalesce(sum(n), 0)::bigint as n from change_pack")
        .execute()
        .map(rows -> List.of(UNFOLDED.reads(rows.iterator().next().getLong("n"))));
  }
}
