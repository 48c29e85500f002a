package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What is nearly a definition meets the real API: refused with a problem, or taken. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AnyDefinitionOverHttpTest {

  private static final int DOCUMENTS = 200;

  @Test
  void is_refused_without_a_stack_trace_or_taken() {
    int refused = 0;
    for (long seed = 1; seed <= DOCUMENTS; seed++) {
      Response answer = api().body(AnyDefinitionTest.spoilt(seed).toString()).post("/v1/surveys");
      assertThat(answer.statusCode()).as("seed %d", seed).isIn(201, 400, 422);
      if (answer.statusCode() != 201) {
        refused++;
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isNotBlank();
        assertThat(answer.asString())
            .as("seed %d", seed)
            .doesNotContain("Exception", "io.afterword", "com.fasterxml", "java.");
      }
    }
    assertThat(refused).as("most of them have a fault").isGreaterThan(DOCUMENTS / 2);
  }
}
