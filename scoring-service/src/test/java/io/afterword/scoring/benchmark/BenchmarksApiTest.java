package io.afterword.scoring.benchmark;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.scoring.metric.Metric;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class BenchmarksApiTest {

  @Test
  void every_figure_says_what_it_is_when_it_was_and_who_says_so() {
    assertThat(new Benchmarks().all())
        .hasSize(51)
        .allSatisfy(
            benchmark -> {
              assertThat(benchmark.source()).isNotBlank();
              assertThat(benchmark.period()).isNotBlank();
              assertThat(benchmark.method()).isNotBlank();
              assertThat(benchmark.value() == null)
                  .isEqualTo(benchmark.low() != null && benchmark.high() != null);
            });
  }

  @Test
  void an_index_is_held_beside_no_metric_of_ours_and_there_is_no_nps() {
    assertThat(new Benchmarks().all())
        .allMatch(
            benchmark -> (benchmark.unit() == Benchmark.Unit.INDEX) == (benchmark.metric() == null))
        .noneMatch(benchmark -> benchmark.metric() == Metric.NPS);
  }

  @Test
  void the_table_is_read_only() {
    given()
        .get("/v1/benchmarks")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(51))
        .body("items.source", everyItem(not(equalTo(""))))
        .body("items[0].unit", equalTo("INDEX"));
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/benchmarks")
        .then()
        .statusCode(405);
  }
}
