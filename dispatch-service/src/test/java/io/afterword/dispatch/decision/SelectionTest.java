package io.afterword.dispatch.decision;

import static io.afterword.dispatch.decision.Given.NOON;
import static io.afterword.dispatch.decision.Given.closed;
import static io.afterword.dispatch.decision.Given.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterword.dispatch.decision.Decision.Ask;
import io.afterword.dispatch.decision.Decision.Skip;
import io.afterword.dispatch.decision.PolicyTerms.Initiators;
import io.afterword.dispatch.decision.PolicyTerms.Limits;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.interaction.Interaction.Event;
import io.afterword.dispatch.interaction.Interaction.Initiator;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whom a policy leaves out, and which of two policies goes first. */
class SelectionTest {
  private static final Duration DAY = Duration.ofHours(24);

  private static Decision decide(Policy policy, ContactState contact, Interaction interaction) {
    return Decider.decide(policy, contact, interaction, NOON);
  }

  private static SkipReason reason(Decision decision) {
    return ((Skip) decision).reason();
  }

  private static Policy effort(Initiators initiators) {
    return Given.aboutEffort(Given.with(new Limits(BigDecimal.ONE, null, 0, initiators)));
  }

  private static Interaction begunBy(Initiator initiator, Boolean resolved) {
    return Given.interaction(Event.COMPLETED, NOON, initiator, resolved);
  }

  @Test
  void effort_is_asked_about_what_the_customer_began_and_says_so_when_it_is_not() {
    Policy effort = Given.aboutEffort(Given.with(Limits.NONE));
    assertThat(decide(effort, contact(), begunBy(Initiator.CUSTOMER, true)))
        .isEqualTo(new Ask(NOON));
    assertThat(decide(effort, contact(), begunBy(Initiator.COMPANY, true)))
        .isEqualTo(
            new Skip(SkipReason.NOT_CUSTOMER_INITIATED, null, Map.of("initiatedBy", "COMPANY")));
    assertThat(decide(effort, contact(), Given.interaction(Event.COMPLETED, NOON, null, true)))
        .isEqualTo(
            new Skip(SkipReason.NOT_CUSTOMER_INITIATED, null, Map.of("initiatedBy", "unsaid")));
  }

  @Test
  void effort_is_asked_about_everything_when_the_policy_was_told_so() {
    assertThat(decide(effort(Initiators.ANYBODY), contact(), begunBy(Initiator.COMPANY, true)))
        .isEqualTo(new Ask(NOON));
  }

  @Test
  void satisfaction_is_asked_whoever_began_unless_the_policy_was_told_otherwise() {
    Interaction ours = begunBy(Initiator.COMPANY, true);
    assertThat(decide(Given.with(Limits.NONE), contact(), ours)).isEqualTo(new Ask(NOON));
    Policy customers = Given.with(new Limits(BigDecimal.ONE, null, 0, Initiators.CUSTOMER));
    assertThat(reason(decide(customers, contact(), ours)))
        .isEqualTo(SkipReason.NOT_CUSTOMER_INITIATED);
  }

  @Test
  void effort_of_a_support_request_is_asked_once_it_is_resolved() {
    Policy effort = Given.aboutEffort(Given.with(Limits.NONE));
    assertThat(reason(decide(effort, contact(), begunBy(Initiator.CUSTOMER, false))))
        .isEqualTo(SkipReason.NOT_RESOLVED);
    assertThat(
            reason(
                decide(
                    effort,
                    contact(),
                    Given.interaction(Event.REPLIED, NOON, Initiator.CUSTOMER, null))))
        .isEqualTo(SkipReason.NOT_RESOLVED);
    assertThat(
            decide(
                effort,
                contact(),
                Given.interaction(Event.COMPLETED, NOON, Initiator.CUSTOMER, null)))
        .isEqualTo(new Ask(NOON));
  }

  @Test
  void a_sample_has_the_share_that_was_wanted_and_the_same_contacts_every_time() {
    UUID policy = UUID.fromString("01937c5e-7d1f-7000-8000-000000000001");
    List<UUID> people =
        IntStream.range(0, 20_000).mapToObj(i -> new UUID(0x0193_7c5e_7d1f_7000L, i)).toList();
    long asked =
        people.stream().filter(one -> Sample.contains(new BigDecimal("0.25"), policy, one)).count();
    assertThat(asked / 20_000.0).isCloseTo(0.25, within(0.01));
    assertThat(people)
        .allSatisfy(
            one -> assertThat(Sample.draw(policy, one)).isEqualTo(Sample.draw(policy, one)));
  }

  @Test
  void who_is_in_the_sample_of_one_policy_is_as_likely_as_anybody_in_that_of_another() {
    List<UUID> inFirst =
        IntStream.range(0, 40_000)
            .mapToObj(i -> new UUID(7, i))
            .filter(one -> Sample.draw(Given.POLICY, one) < 0.5)
            .toList();
    long inBoth =
        inFirst.stream().filter(one -> Sample.draw(Given.OTHER_POLICY, one) < 0.5).count();
    assertThat(inBoth / (double) inFirst.size()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void who_is_not_in_the_sample_is_skipped_with_the_rate() {
    var rate = new BigDecimal("0.000001");
    assertThat(decide(Given.with(new Limits(rate, null, 0, null)), contact(), closed(NOON)))
        .isEqualTo(new Skip(SkipReason.SAMPLED_OUT, null, Map.of("sampleRate", rate)));
  }

  @Test
  void a_full_day_skips_and_names_the_next_morning() {
    Policy policy =
        Given.with(
            new Limits(BigDecimal.ONE, 2, 0, null),
            new SendWindow(Set.of(DayOfWeek.values()), LocalTime.of(9, 0), LocalTime.MIDNIGHT));
    var quotas =
        new Quotas(Map.of(new Quotas.PolicyDay(policy.id(), LocalDate.parse("2026-03-02")), 1));
    var occasion = Occasion.of(closed(NOON));
    var first = (Ask) Decider.decide(policy, contact(), occasion, quotas, NOON);
    quotas.take(policy, first);
    assertThat(Decider.decide(policy, contact(), occasion, quotas, NOON))
        .isEqualTo(
            new Skip(
                SkipReason.DAILY_CAP,
                Instant.parse("2026-03-03T09:00:00Z"),
                Map.of("dailyCap", 2, "day", "2026-03-02")));
    assertThat(quotas.taken()).hasSize(1).containsValue(1);
  }

  @Test
  void what_waits_for_another_policy_goes_first_and_the_loser_says_so_and_when_it_comes() {
    PastInvitation waiting = Given.waiting(NOON.plus(Duration.ofHours(2)), 0);
    assertThat(decide(Given.with(Limits.NONE), contact(waiting), closed(NOON)))
        .isEqualTo(
            new Skip(
                SkipReason.OTHER_POLICY,
                waiting.at().plus(DAY),
                Map.of(
                    "invitationId", waiting.id().toString(),
                    "policyId", Given.OTHER_POLICY.toString(),
                    "dueAt", waiting.at().toString())));
  }

  @Test
  void a_higher_priority_does_not_wait_for_what_waits_but_for_what_was_sent() {
    Policy first = Given.with(new Limits(BigDecimal.ONE, null, 5, null));
    PastInvitation waiting = Given.waiting(NOON.plus(Duration.ofHours(2)), 4);
    assertThat(decide(first, contact(waiting), closed(NOON))).isEqualTo(new Ask(NOON));
    PastInvitation sent = Given.askedNps(NOON.minus(Duration.ofHours(2)));
    assertThat(reason(decide(first, contact(waiting, sent), closed(NOON))))
        .isEqualTo(SkipReason.COOL_DOWN_FLOOR);
  }

  @Test
  void the_next_time_keeps_both_the_gap_and_the_window() {
    Policy policy =
        Given.with(
            Limits.NONE,
            new SendWindow(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(13, 0)));
    Skip skip =
        (Skip) decide(policy, contact(Given.asked(NOON.minus(Duration.ofHours(1)))), closed(NOON));
    assertThat(skip.next()).isEqualTo(Instant.parse("2026-03-09T09:00:00Z"));
  }

  @Test
  void a_split_spreads_contacts_evenly_and_keeps_each_on_its_side() {
    Policy policy =
        Given.split(
            Given.with(Limits.NONE),
            new Variant("A", null, null, null),
            new Variant("B", "One click", Duration.ofHours(2), null));
    Map<String, Long> sides =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Objects.requireNonNull(policy.variantOf(new UUID(5, i))).name())
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    assertThat(sides.get("A")).isBetween(4_850L, 5_150L);
    boolean second = Objects.requireNonNull(policy.variantOf(Given.CONTACT)).name().equals("B");
    assertThat(decide(policy, contact(), closed(NOON)))
        .isEqualTo(new Ask(second ? NOON.plus(Duration.ofHours(2)) : NOON));
    long sampledInB =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new UUID(5, i))
            .filter(one -> Sample.draw(policy.id(), one) < 0.5)
            .filter(one -> Objects.requireNonNull(policy.variantOf(one)).name().equals("B"))
            .count();
    assertThat(sampledInB).isBetween(2_350L, 2_650L);
  }

  @Test
  void a_quiet_time_fires_without_a_delay_and_is_judged_by_when_it_came() {
    Policy policy = Given.everyN(5, Duration.ofDays(30));
    Interaction last = closed(NOON.minus(Duration.ofDays(30)));
    assertThat(Decider.decide(policy, contact(), Occasion.quiet(last, NOON), Quotas.none(), NOON))
        .isEqualTo(new Ask(NOON));
    assertThat(
            reason(
                Decider.decide(
                    policy,
                    contact(),
                    Occasion.quiet(last, NOON.minus(Duration.ofDays(8))),
                    Quotas.none(),
                    NOON)))
        .isEqualTo(SkipReason.TOO_OLD);
  }

  @Test
  void another_quiet_time_keeps_the_counts_and_another_n_does_not() {
    var every = new Trigger.EveryN(5, null);
    assertThat(every.countsAlike(new Trigger.EveryN(5, DAY))).isTrue();
    assertThat(every.countsAlike(new Trigger.EveryN(4, null))).isFalse();
    assertThat(every.countsAlike(new Trigger.PerInteraction())).isFalse();
  }

  /** Whatever comes between: what the filter or the event leaves out is not counted. */
  @Property(tries = 300)
  void every_n_fires_exactly_at_each_nth_that_counts(
      @ForAll @IntRange(min = 2, max = 9) int n, @ForAll @Size(max = 60) List<Boolean> counts) {
    Policy policy = Given.everyN(n);
    ContactState contact = contact();
    int counted = 0;
    for (boolean ends : counts) {
      Event event = ends ? Event.COMPLETED : Event.ANSWERED_ELSEWHERE;
      Decision decision = decide(policy, contact, Given.interaction(event, NOON));
      counted += ends ? 1 : 0;
      assertThat(Decider.fired(decision)).isEqualTo(ends && counted % n == 0);
      contact = contact.after(policy, decision, null);
    }
  }
}
