package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How the work of a service is shared by its replicas, as each of them counts it itself. */
final class Shares {
  /** What comes to a service, by whom it comes. */
  enum Work {
    /** From outside, through the front door. */
    REQUESTS,
    /** From siblings, by the feed. */
    EVENTS,
    /** From dispatch-service, for mails that it is about to send. */
    LINKS,
    /** From the queue in the database. */
    MAILS;

    private static final String ROUTE = "route=\"%s\"";

    private long done(String metrics) {
      return switch (this) {
        case REQUESTS ->
            sum(
                metrics,
                "afterword_requests_seconds_count{",
                line ->
                    !line.contains(ROUTE.formatted("/feed"))
                        && !line.contains(ROUTE.formatted("/v1/links")));
        case EVENTS -> sum(metrics, "afterword_feed_taken_events_total{", line -> true);
        case LINKS ->
            sum(
                metrics,
                "afterword_requests_seconds_count{",
                line -> line.contains(ROUTE.formatted("/v1/links")));
        case MAILS ->
            sum(metrics, "afterword_deliveries_total{", line -> line.contains("accepted"));
      };
    }

    private static long sum(String metrics, String name, Predicate<String> wanted) {
      return metrics
          .lines()
          .filter(line -> line.startsWith(name) && wanted.test(line))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private final Suite suite;
  private final ServiceKind kind;
  private final HttpClient http = HttpClient.newHttpClient();

  Shares(Suite suite, ServiceKind kind) {
    this.suite = suite;
    this.kind = kind;
  }

  /** What each replica has done since it started, by its address. */
  Map<URI, Map<Work, Long>> now() {
    Map<URI, Map<Work, Long>> now = new LinkedHashMap<>();
    for (ServiceProcess replica : suite.replicas(kind)) {
      String metrics = metrics(replica.address());
      Map<Work, Long> done = new EnumMap<>(Work.class);
      for (Work work : Work.values()) {
        done.put(work, work.done(metrics));
      }
      now.put(replica.address(), done);
    }
    return now;
  }

  /** What kinds of work that replica has done since. */
  Set<Work> begun(URI replica) {
    Map<Work, Long> done = now().getOrDefault(replica, Map.of());
    Set<Work> begun = new TreeSet<>();
    done.forEach(
        (work, times) -> {
          if (times > 0) {
            begun.add(work);
          }
        });
    return begun;
  }

  /** The part of that replica in what all have done between two looks. */
  static long percent(
      Work work, URI replica, Map<URI, Map<Work, Long>> before, Map<URI, Map<Work, Long>> after) {
    long all = after.keySet().stream().mapToLong(each -> done(work, each, before, after)).sum();
    return all == 0 ? 0 : Math.round(100.0 * done(work, replica, before, after) / all);
  }

  private static long done(
      Work work, URI replica, Map<URI, Map<Work, Long>> before, Map<URI, Map<Work, Long>> after) {
    return after.getOrDefault(replica, Map.of()).getOrDefault(work, 0L)
        - before.getOrDefault(replica, Map.of()).getOrDefault(work, 0L);
  }

  private String metrics(URI replica) {
    try {
      return http.send(
              HttpRequest.newBuilder(replica.resolve("/q/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException("no metrics from " + replica, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
