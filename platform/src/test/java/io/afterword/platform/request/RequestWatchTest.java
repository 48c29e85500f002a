package io.afterword.platform.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.Scrape;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What is known of a request from outside. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RequestWatchTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @Test
  void requests_are_timed_by_route_and_outcome_and_never_by_path() {
    Scrape before = Scrape.of(metrics);
    given().urlEncodingEnabled(false).get("/things-of/Ada%20Lovelace/1").then().statusCode(200);
    given().urlEncodingEnabled(false).get("/things-of/Ada%20Lovelace/2").then().statusCode(200);
    given().urlEncodingEnabled(false).get("/things-of/Ada%20Lovelace/0").then().statusCode(500);

    Scrape scrape = Scrape.of(metrics);
    assertThat(count(scrape, "done") - count(before, "done")).isEqualTo(2);
    assertThat(count(scrape, "failed") - count(before, "failed")).isEqualTo(1);
    assertThat(scrape.text()).doesNotContain("Ada", "Lovelace");
  }

  @Test
  void what_is_logged_for_a_request_carries_the_trace_of_its_caller() {
    Logger logger = Logger.getLogger("io.afterword");
    var kept = new Kept();
    Level before = logger.getLevel();
    logger.setLevel(Level.FINE);
    logger.addHandler(kept);
    try {
      given()
          .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
          .urlEncodingEnabled(false)
          .get("/things-of/Ada%20Lovelace/0")
          .then()
          .statusCode(500);
      given().urlEncodingEnabled(false).get("/things-of/Ada%20Lovelace/3").then().statusCode(200);
    } finally {
      logger.removeHandler(kept);
      logger.setLevel(before);
    }
    assertThat(kept.lines)
        .contains(
            TRACE + " GET /things-of/{name}/{number}: 500",
            "null GET /things-of/{name}/{number}: 200")
        .anyMatch(line -> line.startsWith(TRACE + " Unexpected failure"))
        .noneMatch(line -> line.contains("Lovelace"));
  }

  private static double count(Scrape scrape, String outcome) {
    return scrape.sum(
        "afterword_requests_seconds_count",
        Map.of("method", "GET", "route", "/things-of/{name}/{number}", "outcome", outcome));
  }

  private static final class Kept extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      Object[] values = line.getParameters();
      String text = values == null ? line.getMessage() : line.getMessage().formatted(values);
      lines.add(MDC.get("traceId") + " " + text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
