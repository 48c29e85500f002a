package io.afterword.platform.request;

import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Timings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How long requests took, by the template of their path: a path itself may hold a link's key. */
@ApplicationScoped
public class RequestTimes implements MetricSource {
  private static final Metric REQUESTS =
      Metric.histogram(
          "afterword_requests_seconds",
          "How long requests took until their answer began, by route: `done`, `refused` (4xx),"
              + " `failed` (5xx)",
          "method",
          "route",
          "outcome");

  private final Timings timings;

  RequestTimes(Timings timings) {
    this.timings = timings;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(REQUESTS);
  }

  /**
   * @param route the template, never the path
   * @param began by {@link System#nanoTime()}
   */
  public void answered(String method, String route, int status, long began) {
    timings.add(REQUESTS, System.nanoTime() - began, method, route, outcome(status));
  }

  private static String outcome(int status) {
    return status < 400 ? "done" : status < 500 ? "refused" : "failed";
  }
}
