package io.afterword.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.MadeTable;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.Scrape;
import io.afterword.platform.metric.Metric;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Prometheus reads, held against the guide. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WatchTest {
  @Inject Watch watch;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @Test
  void the_guide_lists_every_metric() {
    MadeTable.in("docs/guides/watch.md", "metrics of every service")
        .holds(Metric.table(watch.common()));
  }

  @Test
  void nothing_is_shown_that_is_not_listed() {
    watch.look().await().atMost(Duration.ofSeconds(30));
    Map<String, Set<String>> listed =
        Stream.concat(watch.common().stream(), watch.own().stream())
            .collect(
                Collectors.toMap(Metric::name, metric -> new TreeSet<String>(metric.labels())));
    Map<String, Set<String>> shown = Scrape.of(metrics).own();
    assertThat(listed).containsAllEntriesOf(shown);
    assertThat(shown).containsKeys("afterword_feed_parked_events", "afterword_watch_looks_total");
  }
}
