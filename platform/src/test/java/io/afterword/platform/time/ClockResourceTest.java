package io.afterword.platform.time;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestSecurity(user = "ada", roles = "access:admin")
class ClockResourceTest {
  @Inject Clock clock;
  @Inject ServiceClock adjustable;

  @AfterEach
  void setRight() {
    adjustable.setAhead(Duration.ZERO);
  }

  @Test
  void it_sets_the_one_clock_ahead() {
    Instant before = clock.instant();
    put("{\"offset\": \"P14D\"}").statusCode(200).body("offset", equalTo("PT336H"));
    assertThat(clock.instant())
        .isBetween(before.plus(Duration.ofDays(14)), before.plus(Duration.ofDays(15)));
  }

  @Test
  void it_refuses_what_is_no_offset() {
    put("{\"offset\": \"-PT1S\"}").statusCode(422).body("code", equalTo("INVALID"));
    put("{\"offset\": \"P3651D\"}").statusCode(422);
    put("{}").statusCode(422);
  }

  @Test
  @TestSecurity(user = "eve", roles = "status:read")
  void it_is_for_administrators() {
    put("{\"offset\": \"P14D\"}").statusCode(403);
  }

  private static ValidatableResponse put(String body) {
    return given().contentType(ContentType.JSON).body(body).put("/platform/v1/clock").then();
  }
}
