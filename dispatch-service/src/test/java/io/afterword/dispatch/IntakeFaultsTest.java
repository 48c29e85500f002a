package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report whose answer never comes: whoever repeats it loses nothing and doubles nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class IntakeFaultsTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @TestHTTPResource("/v1/interactions")
  URI address;

  private final String id = UUID.randomUUID().toString();
  private final String email = UUID.randomUUID() + "@example.com";
  private String report = "";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    dispatch.policy(dispatch.survey("CSAT"), "");
    report = Dispatch.interaction(id, email, clock.instant());
  }

  private long known(String table) {
    return dispatch.count(
        "select count(*) from "
            + table
            + " where contact_id = (select id from contact where address = $1)",
        email);
  }

  @Test
  @Shows(Fault.INTAKE_BEFORE_COMMIT)
  void what_fails_before_the_commit_leaves_nothing_and_may_be_repeated() {
    DatabaseFaults.fail(dispatch, "delivery_queue", "insert", "53100");
    try {
      Dispatch.report(report).statusCode(503);
      assertThat(known("interaction")).isZero();
      assertThat(dispatch.count("select count(*) from contact where address = $1", email)).isZero();
      assertThat(dispatch.count("select count(*) from interaction_key where external_id = $1", id))
          .isZero();
    } finally {
      DatabaseFaults.heal(dispatch, "delivery_queue");
    }
    Dispatch.report(report).statusCode(202);
    assertThat(known("invitation")).isEqualTo(1);
    assertThat(known("decision")).isEqualTo(1);
  }

  @Test
  @Shows(Fault.INTAKE_AFTER_COMMIT)
  void who_hangs_up_before_the_answer_gets_the_first_answer_when_it_asks_again() throws Exception {
    byte[] body = report.getBytes(StandardCharsets.UTF_8);
    try (Socket producer = new Socket(address.getHost(), address.getPort())) {
      producer
          .getOutputStream()
          .write(
              """
              POST /v1/interactions HTTP/1.1\r
              Host: dispatch\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              Content-Length: %d\r
              \r
              """
                  .formatted(Dispatch.KEY, body.length)
                  .getBytes(StandardCharsets.US_ASCII));
      producer.getOutputStream().write(body);
      producer.getOutputStream().flush();
    }
    dispatch.await("it is committed", () -> known("invitation") == 1);
    String invitation =
        Dispatch.report(report)
            .statusCode(202)
            .extract()
            .path("interactions[0].decisions[0].invitationId");
    assertThat(known("invitation")).isEqualTo(1);
    assertThat(known("interaction")).isEqualTo(1);
    assertThat(
            dispatch.count(
                "select count(*) from delivery where invitation_id = $1",
                UUID.fromString(invitation)))
        .isEqualTo(1);
  }
}
