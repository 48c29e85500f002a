package io.afterword.platform.watch;

import io.afterword.platform.job.Loop;
import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Gauges;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.afterword.platform.start.WorkStart;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads every gauge of the service on a schedule of its own, so that a scrape costs the database
 * nothing however often it comes. What cannot be read is not shown: an old number would lie.
 */
@ApplicationScoped
public class Watch implements MetricSource {
  private static final Metric LOOKS =
      Metric.counter(
          "afterword_watch_looks_total",
          "How often the replica looked at its gauges; `failed`: the database could not be read,"
              + " and its gauges are gone until it can",
          "outcome");

  private static final String PLATFORM = "io.afterword.platform.";

  /** Half of the usual time between two scrapes. */
  private static final Duration PAUSE = Duration.ofSeconds(15);

  /** A database that is silent for so long is as good as gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<MetricSource> sources;
  private final Gauges gauges;
  private final Counters counters;
  private final Loop loop;

  Watch(@All List<MetricSource> sources, Gauges gauges, Counters counters, Vertx vertx) {
    this.sources = sources;
    this.gauges = gauges;
    this.counters = counters;
    this.loop = new Loop(vertx, "looking at the gauges", () -> look().replaceWith(PAUSE));
  }

  void start(@Observes StartupEvent event) {
    counters.expect(LOOKS, "done");
    counters.expect(LOOKS, "failed");
  }

  void begin(@Observes WorkStart start) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop().subscribe().with(stopped -> {});
  }

  /** Looks once. */
  public Uni<Void> look() {
    return Multi.createFrom()
        .iterable(sources)
        .onItem()
        .transformToUniAndConcatenate(MetricSource::read)
        .collect()
        .in(ArrayList<Reading>::new, List::addAll)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(
            read -> {
              gauges.show(read);
              counters.add(LOOKS, 1, "done");
            })
        .onFailure()
        .invoke(
            failure -> {
              gauges.show(List.of());
              counters.add(LOOKS, 1, "failed");
            })
        .replaceWithVoid();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(LOOKS);
  }

  /** What every service shows, by name. */
  public List<Metric> common() {
    return named(true);
  }

  /** What this service shows beside it, by name. */
  public List<Metric> own() {
    return named(false);
  }

  private List<Metric> named(boolean ofPlatform) {
    return sources.stream()
        .filter(source -> source.getClass().getName().startsWith(PLATFORM) == ofPlatform)
        .flatMap(source -> source.metrics().stream())
        .sorted(Comparator.comparing(Metric::name))
        .toList();
  }
}
