package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With RETRY a mail in doubt is sent once more: none is lost, and the copies are one mail. */
@QuarkusTest
@TestProfile(RetryUnknownTest.Retry.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class RetryUnknownTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** The operator's choice, and nothing else. */
  public static final class Retry implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("afterword.delivery.unknown", "RETRY");
    }
  }

  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject ServiceClock clock;
  @Inject Evidence evidence;
  @Inject Pool pool;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
  }

  @AfterEach
  void today() {
    clock.setAhead(Duration.ZERO);
  }

  /** Asked for tomorrow, so that only the workers of this test find it. */
  private Asked ask() {
    return Asked.by(dispatch, policy, clock.instant());
  }

  /** The relay takes the mail and falls silent: the sender's own result. */
  private Asked droppedAfterData(int times) {
    dispatch.run("update policy set enabled = false");
    policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.relay().at(SmtpPhase.DOT).forRecipient(email).times(times).drop();
    return Asked.by(dispatch, policy, clock.instant(), email);
  }

  private void waitsAQuarterOfAnHour(Asked asked) {
    dispatch.await(
        "it waits with a copy in doubt",
        () ->
            dispatch.count(
                    "select count(*) from delivery where invitation_id = $1 and state = 'QUEUED'"
                        + " and retried_unknown and unknown_since is not null",
                    asked.invitation())
                == 1);
    Instant due =
        dispatch
            .rows(
                "select q.due_at from delivery_queue q join delivery d on d.id = q.delivery_id"
                    + " where d.invitation_id = $1",
                asked.invitation())
            .iterator()
            .next()
            .getOffsetDateTime(0)
            .toInstant();
    assertThat(Duration.between(clock.instant(), due)).isBetween(QUARTER.minusSeconds(20), QUARTER);
    assertThat(asked.state()).as("it counts as sent meanwhile").isEqualTo("OPEN");
  }

  private static void oneMailInCopies(Asked asked, int copies) {
    assertThat(asked.messageIds()).hasSize(copies);
    assertThat(Set.copyOf(asked.messageIds()))
        .containsExactly("<" + asked.deliveryId() + "@blueharbour.example>");
    assertThat(Set.copyOf(asked.links())).hasSize(1);
  }

  @Test
  @Shows(Fault.AFTER_DATA)
  void a_mail_whose_relay_fell_silent_after_data_goes_out_once_more_as_the_same_mail() {
    Asked asked = droppedAfterData(1);
    waitsAQuarterOfAnHour(asked);
    clock.setAhead(QUARTER);
    asked.await("SENT");
    oneMailInCopies(asked, 2);
  }

  @Test
  @Shows(Fault.MARKED_NOT_WRITTEN)
  void a_mail_that_was_marked_and_never_written_is_not_lost() {
    Asked asked = ask();
    workers.mark("dead", 10);
    workers.leaseEnds("dead");
    workers.reap();
    waitsAQuarterOfAnHour(asked);
    clock.setAhead(QUARTER);
    asked.await("SENT");
    oneMailInCopies(asked, 1);
  }

  @Test
  @Shows(Fault.AFTER_ACCEPTED)
  void a_mail_whose_sender_died_before_the_settle_goes_out_once_more_as_the_same_mail() {
    Asked asked = ask();
    List<SendingMark.Ready> marked = workers.mark("dead", 10);
    assertThat(workers.mail(marked.get(0))).isEqualTo(new Verdict.Accepted());
    workers.leaseEnds("dead");
    workers.reap();
    waitsAQuarterOfAnHour(asked);
    clock.setAhead(QUARTER);
    asked.await("SENT");
    oneMailInCopies(asked, 2);
  }

  @Test
  void in_doubt_for_the_second_time_it_is_not_sent_a_third_time() {
    Asked asked = droppedAfterData(5);
    waitsAQuarterOfAnHour(asked);
    clock.setAhead(QUARTER);
    asked.await("UNKNOWN");
    assertThat(dispatch.count("select count(*) from delivery_queue")).isZero();
    workers.reap();
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
    oneMailInCopies(asked, 2);
  }

  @Test
  void evidence_within_the_quarter_saves_the_second_copy() {
    Asked asked = droppedAfterData(1);
    waitsAQuarterOfAnHour(asked);
    Workers.now(
        pool.withTransaction(
            tx -> evidence.arrived(tx, List.of(asked.invitation()), clock.instant())));
    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(dispatch.count("select count(*) from delivery_queue")).isZero();
    oneMailInCopies(asked, 1);
  }
}
