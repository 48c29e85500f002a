package io.afterword.dispatch.decision;

import static io.afterword.dispatch.decision.Given.NOON;
import static io.afterword.dispatch.decision.Given.asked;
import static io.afterword.dispatch.decision.Given.askedNps;
import static io.afterword.dispatch.decision.Given.closed;
import static io.afterword.dispatch.decision.Given.contact;
import static io.afterword.dispatch.decision.Given.policy;
import static io.afterword.dispatch.decision.Given.terms;
import static io.afterword.dispatch.decision.Given.withGaps;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.decision.ContactState.ConversationKey;
import io.afterword.dispatch.decision.Decision.Ask;
import io.afterword.dispatch.decision.Decision.Skip;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static final Duration NONE = Duration.ZERO;

  private static Decision decide(Policy policy, ContactState contact, Interaction interaction) {
    return Decider.decide(policy, contact, interaction, NOON);
  }

  /** Whatever the facts are. */
  private static Consumer<Decision> skipped(SkipReason reason, @Nullable Instant next) {
    return decision -> {
      assertThat(decision).isInstanceOf(Skip.class);
      assertThat(((Skip) decision).reason()).isEqualTo(reason);
      assertThat(((Skip) decision).next()).isEqualTo(next);
    };
  }

  @Test
  void asks_a_day_after_the_interaction_and_not_after_the_report() {
    Instant occurred = Instant.parse("2026-03-02T09:30:00Z");
    assertThat(decide(policy(), contact(), closed(occurred)))
        .isEqualTo(new Ask(Instant.parse("2026-03-03T09:30:00Z")));
  }

  @Test
  void a_delay_is_24_hours_also_across_the_change_to_summer_time() {
    ZoneId oslo = ZoneId.of("Europe/Oslo");
    Instant saturday = LocalDateTime.parse("2026-03-28T12:00:00").atZone(oslo).toInstant();
    Decision decision = Decider.decide(policy(), contact(), closed(saturday), saturday);
    assertThat(decision)
        .isEqualTo(new Ask(LocalDateTime.parse("2026-03-29T13:00:00").atZone(oslo).toInstant()));
  }

  @Test
  void what_is_due_already_is_due_now() {
    assertThat(decide(policy(), contact(), closed(NOON.minus(Duration.ofDays(3)))))
        .isEqualTo(new Ask(NOON));
  }

  @Test
  void asks_about_what_is_exactly_seven_days_old_and_not_about_anything_older() {
    Instant limit = NOON.minus(Duration.ofDays(7));
    assertThat(decide(policy(), contact(), closed(limit))).isEqualTo(new Ask(NOON));
    assertThat(decide(policy(), contact(), closed(limit.minusMillis(1))))
        .satisfies(skipped(SkipReason.TOO_OLD, null));
  }

  @Test
  void only_ends_and_replies_lead_to_asking() {
    Policy policy = policy(terms(NONE));
    assertThat(decide(policy, contact(), Given.interaction(Interaction.Event.REPLIED, NOON)))
        .isEqualTo(new Ask(NOON));
    for (var event :
        List.of(
            Interaction.Event.REOPENED,
            Interaction.Event.MERGED,
            Interaction.Event.ANSWERED_ELSEWHERE)) {
      assertThat(decide(policy, contact(), Given.interaction(event, NOON)))
          .satisfies(skipped(SkipReason.EVENT_DOES_NOT_ASK, null));
    }
  }

  @Test
  void a_contact_without_a_way_to_be_reached_is_skipped_with_the_reason() {
    assertThat(decide(policy(), contact(Reach.OPTED_OUT), closed(NOON)))
        .satisfies(skipped(SkipReason.OPTED_OUT, null));
    assertThat(decide(policy(), contact(Reach.NO_ADDRESS), closed(NOON)))
        .satisfies(skipped(SkipReason.NO_ADDRESS, null));
    assertThat(decide(policy(), contact(Reach.BAD_ADDRESS), closed(NOON)))
        .satisfies(skipped(SkipReason.BAD_ADDRESS, null));
  }

  @Test
  void an_archived_survey_asks_nobody() {
    Policy live = policy();
    var archived = new KnownSurvey(live.survey().id(), 1, "x", Metric.CSAT, true);
    var policy = new Policy(live.id(), 0, 0, true, live.terms(), archived, Given.WORKSPACE);
    assertThat(decide(policy, contact(), closed(NOON)))
        .satisfies(skipped(SkipReason.SURVEY_ARCHIVED, null));
  }

  @Test
  void the_floor_holds_to_the_millisecond_on_both_sides() {
    Policy policy = policy(terms(NONE));
    Instant dayBefore = NOON.minus(Duration.ofHours(24));
    assertThat(decide(policy, contact(askedNps(dayBefore)), closed(NOON))).isEqualTo(new Ask(NOON));
    assertThat(decide(policy, contact(askedNps(dayBefore.plusMillis(1))), closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_FLOOR, NOON.plusMillis(1)));
    Instant dayAfter = NOON.plus(Duration.ofHours(24));
    assertThat(decide(policy, contact(askedNps(dayAfter.minusMillis(1))), closed(NOON)))
        .satisfies(
            skipped(
                SkipReason.COOL_DOWN_FLOOR, dayAfter.minusMillis(1).plus(Duration.ofHours(24))));
  }

  @Test
  void each_gap_has_its_own_reason_and_says_when_it_ends() {
    Duration month = Duration.ofDays(30);
    Instant lastWeek = NOON.minus(Duration.ofDays(7));
    Instant ends = lastWeek.plus(month);
    assertThat(decide(withGaps(month, NONE, NONE), contact(askedNps(lastWeek)), closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_ACROSS_ALL, ends));
    assertThat(decide(withGaps(NONE, month, NONE), contact(asked(lastWeek)), closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_PER_METRIC, ends));
    assertThat(decide(withGaps(NONE, NONE, month), contact(asked(lastWeek)), closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_PER_SURVEY, ends));
  }

  @Test
  void gaps_of_another_metric_or_survey_do_not_hold() {
    Duration month = Duration.ofDays(30);
    Instant lastWeek = NOON.minus(Duration.ofDays(7));
    assertThat(decide(withGaps(NONE, month, month), contact(askedNps(lastWeek)), closed(NOON)))
        .isEqualTo(new Ask(NOON));
  }

  @Test
  void the_next_time_keeps_the_distance_to_all_invitations_in_a_row() {
    Policy policy = policy(terms(NONE));
    Instant waiting = NOON.plus(Duration.ofHours(30));
    ContactState contact = contact(asked(NOON.minus(Duration.ofHours(1))), asked(waiting));
    assertThat(decide(policy, contact, closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_FLOOR, waiting.plus(Duration.ofHours(24))));
  }

  @Test
  void a_conversation_that_went_on_later_is_not_asked_about() {
    Interaction interaction = closed(NOON.minus(Duration.ofHours(2)));
    var state =
        new ContactState(
            Given.CONTACT,
            Reach.MAIL,
            ZoneOffset.UTC,
            List.of(),
            Map.of(),
            Map.of(ConversationKey.of(interaction), NOON.minus(Duration.ofHours(1))));
    assertThat(decide(policy(), state, interaction))
        .satisfies(skipped(SkipReason.REOPENED_SINCE, null));
    assertThat(decide(policy(), state, closed(NOON))).isInstanceOf(Ask.class);
  }

  @Test
  void every_third_fires_on_the_third_and_starts_counting_again() {
    Policy policy = Given.everyN(3);
    ContactState contact = contact();
    var outcomes = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      Decision decision = decide(policy, contact, closed(NOON));
      outcomes.add(decision instanceof Skip skip ? skip.reason().name() : "ASK");
      contact = contact.after(policy, decision, null);
    }
    assertThat(outcomes)
        .containsExactly("COUNTING", "COUNTING", "ASK", "COUNTING", "COUNTING", "ASK", "COUNTING");
  }

  @Test
  void a_skipped_firing_starts_the_count_again_and_is_not_made_up_for() {
    Policy policy = Given.everyN(2);
    ContactState contact = contact(asked(NOON.minus(Duration.ofHours(1))));
    contact = contact.after(policy, decide(policy, contact, closed(NOON)), null);
    Decision second = decide(policy, contact, closed(NOON));
    assertThat(second)
        .satisfies(skipped(SkipReason.COOL_DOWN_FLOOR, NOON.plus(Duration.ofHours(23))));
    contact = contact.after(policy, second, null);
    assertThat(decide(policy, contact, closed(NOON))).satisfies(skipped(SkipReason.COUNTING, null));
  }

  @Test
  void an_event_that_cannot_ask_is_not_counted() {
    Policy policy = Given.everyN(2);
    ContactState contact = contact();
    var reopened = Given.interaction(Interaction.Event.REOPENED, NOON);
    contact = contact.after(policy, decide(policy, contact, reopened), null);
    assertThat(decide(policy, contact, closed(NOON))).satisfies(skipped(SkipReason.COUNTING, null));
  }

  @Test
  void two_in_one_batch_see_one_another() {
    Policy policy = policy(terms(NONE));
    ContactState contact = contact();
    Decision first = decide(policy, contact, closed(NOON));
    contact = contact.after(policy, first, asked(NOON));
    assertThat(decide(policy, contact, closed(NOON)))
        .satisfies(skipped(SkipReason.COOL_DOWN_FLOOR, NOON.plus(Duration.ofHours(24))));
  }
}
