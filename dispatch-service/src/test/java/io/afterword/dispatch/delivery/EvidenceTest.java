package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.optout.UnsubscribeKeys;
import io.afterword.dispatch.smtp.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is unknown settles itself as soon as something proves it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class EvidenceTest {
  private static final Reply NOBODY = new Reply(550, "5.1.1 no such user");

  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject Evidence evidence;
  @Inject UnsubscribeKeys keys;
  @Inject Pool pool;
  @Inject Clock clock;

  private Asked asked;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    asked = Asked.by(dispatch, dispatch.policy(dispatch.survey("CSAT"), ""), clock.instant());
    workers.leaveInDoubt(asked.invitation());
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  private boolean bounce(boolean badAddress) {
    return bounce(UUID.fromString(asked.deliveryId()), badAddress);
  }

  private boolean bounce(UUID delivery, boolean badAddress) {
    var bounce = new Evidence.Bounce(delivery, NOBODY, badAddress);
    return Workers.now(pool.withTransaction(tx -> evidence.bounced(tx, bounce, clock.instant())));
  }

  @Test
  void an_opt_out_by_the_link_of_that_mail_proves_that_it_arrived() {
    RestAssured.given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post("/unsubscribe/" + keys.of(asked.invitation()))
        .then()
        .statusCode(200);
    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(asked.state()).isEqualTo("CANCELLED");
  }

  @Test
  void looking_at_the_page_behind_that_link_proves_nothing() {
    RestAssured.get("/unsubscribe/" + keys.of(asked.invitation())).then().statusCode(200);
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @Test
  void a_bounce_ends_it_and_keeps_the_address_in_mind_and_may_come_twice() {
    assertThat(bounce(true)).isTrue();
    assertThat(asked.delivery()).isEqualTo("BOUNCED");
    assertThat(asked.state()).isEqualTo("UNDELIVERABLE");
    assertThat(dispatch.text("select reason from suppression where address = $1", asked.email()))
        .isEqualTo("BAD_ADDRESS");
    assertThat(bounce(true)).isFalse();
  }

  @Test
  void a_bounce_of_a_mail_that_was_known_as_sent_counts_too() {
    dispatch.run(
        "update delivery set state = 'SENT', sent_at = unknown_since where invitation_id = $1",
        asked.invitation());
    assertThat(bounce(false)).isTrue();
    assertThat(asked.delivery()).isEqualTo("BOUNCED");
    assertThat(dispatch.count("select count(*) from suppression where address = $1", asked.email()))
        .isZero();
  }

  @Test
  void a_bounce_of_a_mail_that_nobody_sent_changes_nothing() {
    assertThat(bounce(UUID.randomUUID(), true)).isFalse();
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }
}
