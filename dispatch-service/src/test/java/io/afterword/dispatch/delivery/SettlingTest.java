package io.afterword.dispatch.delivery;

import static io.afterword.dispatch.decision.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.delivery.Settling.UnknownPolicy;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.InvitationState;
import io.afterword.dispatch.smtp.Reply;
import io.afterword.dispatch.smtp.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final UUID DELIVERY = new UUID(0, 5);
  private static final UUID INVITATION = new UUID(0, 6);
  private static final Instant MARKED = NOON.minusSeconds(1);
  private static final Reply BUSY = new Reply(451, "4.3.0 try later");

  private static final Delivery SENDING =
      new Delivery(
          DELIVERY,
          INVITATION,
          Delivery.Kind.FIRST,
          DeliveryState.SENDING,
          1,
          NOON.minusSeconds(60),
          0,
          Delivery.Doubt.NONE,
          MARKED,
          null,
          null);

  private static final Invitation SCHEDULED =
      new Invitation(
          INVITATION,
          1,
          InvitationState.SCHEDULED,
          new UUID(0, 7),
          TriggerType.PER_INTERACTION,
          new UUID(0, 8),
          new UUID(0, 9),
          new UUID(0, 10),
          NOON.minusSeconds(60),
          Duration.ofDays(14),
          null,
          null,
          null,
          "{}");

  private static Changes.Gathered settle(
      UnknownPolicy policy, Verdict verdict, Delivery delivery, Invitation invitation) {
    var changes = new Changes.Gathered();
    new Settling(new Settling.WhenUnknown(policy, Duration.ofMinutes(15)), NOON)
        .apply(verdict, delivery, invitation, List.of(delivery), changes);
    return changes;
  }

  private static Changes.Gathered settle(Verdict verdict) {
    return settle(UnknownPolicy.HOLD, verdict, SENDING, SCHEDULED);
  }

  private static Delivery delivery(Changes.Gathered changes) {
    return changes.deliveries.values().iterator().next();
  }

  private static Invitation invitation(Changes.Gathered changes) {
    return changes.invitations.values().iterator().next();
  }

  @Test
  void a_mail_that_was_taken_opens_its_invitation_at_the_time_of_the_mark() {
    var changes = settle(new Verdict.Accepted());
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.SENT);
    assertThat(delivery(changes).sentAt()).isEqualTo(MARKED);
    assertThat(changes.removed).containsExactly(DELIVERY);
    assertThat(invitation(changes).state()).isEqualTo(InvitationState.OPEN);
    assertThat(invitation(changes).revision()).isEqualTo(2);
    assertThat(invitation(changes).firstSentAt()).isEqualTo(MARKED);
    assertThat(invitation(changes).expiresAt()).isEqualTo(MARKED.plus(Duration.ofDays(14)));
  }

  @Test
  void a_refusal_for_now_waits_five_minutes_and_counts() {
    var changes = settle(new Verdict.Later(BUSY));
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(delivery(changes).attempts()).isEqualTo(1);
    assertThat(changes.requeued).containsEntry(DELIVERY, NOON.plus(Duration.ofMinutes(5)));
    assertThat(changes.invitations).isEmpty();
  }

  @Test
  void a_relay_that_is_down_burns_no_attempt() {
    var changes = settle(new Verdict.RelayDown("Connection refused"));
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(delivery(changes).attempts()).isZero();
    assertThat(changes.requeued).containsEntry(DELIVERY, SENDING.dueAt());
  }

  @Test
  void a_final_refusal_makes_the_invitation_undeliverable_without_a_first_send() {
    var changes = settle(new Verdict.Never(new Reply(550, "5.1.1 no such user"), true));
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(invitation(changes).state()).isEqualTo(InvitationState.UNDELIVERABLE);
    assertThat(invitation(changes).firstSentAt()).isNull();
  }

  @Test
  void nobody_knows_is_held_and_counts_as_sent() {
    var changes = settle(new Verdict.Unknown("closed"));
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(changes.removed).containsExactly(DELIVERY);
    assertThat(invitation(changes).state()).isEqualTo(InvitationState.OPEN);
  }

  @Test
  void nobody_knows_is_retried_once_where_the_operator_wants_that() {
    var first = settle(UnknownPolicy.RETRY, new Verdict.Unknown("closed"), SENDING, SCHEDULED);
    assertThat(delivery(first).state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(first.requeued).containsEntry(DELIVERY, NOON.plus(Duration.ofMinutes(15)));

    Delivery again = delivery(first).sending(NOON);
    var second =
        settle(UnknownPolicy.RETRY, new Verdict.Unknown("closed"), again, invitation(first));
    assertThat(delivery(second).state()).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void an_answer_that_was_faster_proves_the_mail() {
    Invitation answered = SCHEDULED.answered(NOON, MARKED);
    assertThat(answered.state()).isEqualTo(InvitationState.ANSWERED);
    assertThat(answered.revision()).isEqualTo(2);
    var changes = settle(UnknownPolicy.HOLD, new Verdict.Unknown("closed"), SENDING, answered);
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.SENT);
    assertThat(changes.invitations).isEmpty();
  }

  @Test
  void a_refusal_after_the_last_moment_is_final() {
    Invitation old = SCHEDULED.movedTo(NOON.minus(Duration.ofDays(14)));
    var changes = settle(UnknownPolicy.HOLD, new Verdict.Later(BUSY), SENDING, old);
    assertThat(delivery(changes).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(invitation(changes).state()).isEqualTo(InvitationState.UNDELIVERABLE);
  }
}
