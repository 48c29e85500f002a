package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class HeldAfterRestoreTest {
  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject HeldAfterRestore held;
  @Inject Clock clock;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
  }

  @Test
  void a_mail_that_was_due_since_the_backup_is_held_and_sent_by_nobody() {
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    assertThat(Workers.now(held.hold(workers.tomorrow().instant()))).startsWith("1 mails");
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
    assertThat(asked.state()).isEqualTo("OPEN");
    assertThat(workers.mark("sender", 10)).isEmpty();
    assertThat(asked.mails()).isEmpty();
    assertThat(dispatch.count("select count(*) from delivery_queue")).isZero();
    assertThat(Workers.now(held.hold(workers.tomorrow().instant()))).startsWith("0 mails");
  }

  @Test
  void a_mail_that_was_being_sent_at_the_backup_is_held_too() {
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    assertThat(workers.mark("dead", 10)).hasSize(1);
    assertThat(Workers.now(held.hold(clock.instant()))).startsWith("1 mails");
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @Test
  void a_mail_that_is_due_later_is_sent_as_if_nothing_had_been() {
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    assertThat(Workers.now(held.hold(clock.instant()))).startsWith("0 mails");
    SendingMark.Ready ready = workers.mark("sender", 10).get(0);
    assertThat(workers.settle(ready, workers.mail(ready))).isEqualTo(1);
    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(asked.mails()).hasSize(1);
  }
}
