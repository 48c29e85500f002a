package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies that are made from templates, as a program makes them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PolicyTemplatesTest {
  @Inject Dispatch dispatch;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  @Test
  void each_template_makes_a_policy_that_surprises_nobody_and_means_what_was_said() {
    List<JsonNode> templates =
        Dispatch.asKey()
            .get("/v1/policies/templates")
            .then()
            .statusCode(200)
            .extract()
            .as(JsonNode.class)
            .path("items")
            .valueStream()
            .toList();
    assertThat(templates).hasSizeGreaterThan(10);
    for (JsonNode template : templates) {
      String metric = template.at("/metrics/0").asText();
      Dispatch.asKey()
          .contentType("application/json")
          .body(
              Map.of(
                  "template",
                  template.path("id").asText(),
                  "surveyId",
                  dispatch.survey(metric).toString()))
          .post("/v1/policies")
          .then()
          .statusCode(201)
          .body("name", equalTo(template.path("title").asText()))
          .body("sentence", equalTo(template.path("sentence").asText()))
          .body("warnings", empty());
    }
  }

  @Test
  void an_unknown_template_is_refused_at_its_member() {
    Dispatch.asKey()
        .contentType("application/json")
        .body(Map.of("template", "supprt", "surveyId", dispatch.survey("CSAT").toString()))
        .post("/v1/policies")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_VALUE"))
        .body("errors[0].pointer", equalTo("/template"));
  }
}
