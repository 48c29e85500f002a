package io.afterword.dispatch.recurrence;

import io.afterword.dispatch.decision.CyclePlan;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Rhythm;
import io.afterword.dispatch.decision.Rhythm.Cycle;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.person.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The turns of one cycle of a policy: when each comes and what is decided about. Pure.
 *
 * @param next the plan of the cycle after it
 */
public record Turns(Policy policy, Cycle cycle, CyclePlan plan, CyclePlan next) {
  /**
   * How far ahead turns are decided: the queue holds no more than that, wherever a contact lives.
   */
  private static final int DAYS_AHEAD = 1;

  /** The turns of the cycle that has this day; empty when there is none. */
  public static Optional<Turns> on(Policy policy, LocalDate day) {
    return policy.terms().trigger() instanceof Trigger.Recurring recurring
        ? recurring.rhythm().at(day).flatMap(cycle -> of(policy, cycle.start()))
        : Optional.empty();
  }

  /** Empty when the policy has no such cycle, since its rhythm was changed. */
  static Optional<Turns> of(Policy policy, LocalDate start) {
    if (!(policy.terms().trigger() instanceof Trigger.Recurring recurring)) {
      return Optional.empty();
    }
    var window = policy.terms().sending().window();
    Rhythm rhythm = recurring.rhythm();
    return rhythm
        .at(start)
        .filter(cycle -> cycle.start().equals(start))
        .map(
            cycle ->
                new Turns(
                    policy,
                    cycle,
                    recurring.plan(cycle, window),
                    recurring.plan(rhythm.at(cycle.end()).orElse(cycle), window)));
  }

  /** The cycles that have turns to decide about: today's, and from its eve on the next one. */
  static List<LocalDate> cycles(Policy policy, Instant now) {
    LocalDate today = policy.workspace().day(now);
    if (!(policy.terms().trigger() instanceof Trigger.Recurring recurring)) {
      return List.of();
    }
    return Stream.of(today, today.plusDays(DAYS_AHEAD))
        .flatMap(day -> recurring.rhythm().at(day).stream())
        .map(Cycle::start)
        .distinct()
        .toList();
  }

  /** The first place whose turn is too far ahead. */
  int end(Instant now) {
    LocalDate today = policy.workspace().day(now);
    return Circle.placeAt(plan.placeBefore(today.plusDays(DAYS_AHEAD + 1)));
  }

  /** Where the first cycle of a policy begins: turns that are over are not made up for. */
  int beginning(Instant now) {
    return Circle.placeAt(plan.placeBefore(policy.workspace().day(now)));
  }

  /** The turn of a contact with that slot, with what a filter may look at. */
  public Occasion of(int slot, UUID contact, Person person, ZoneId zone) {
    double share = Circle.share(Circle.of(policy.id()).place(slot));
    String id = policy.id() + "/" + cycle.start() + "/" + contact;
    var stand = Interaction.inPlaceOf(id, plan.dueAt(share, zone), person);
    return Occasion.turn(stand, next.dueAt(share, zone));
  }

  /** The same for the same policy, cycle and contact, whoever decides: nobody is asked twice. */
  UUID occasionId(UUID contact) {
    String name = policy.id() + "/" + cycle.start() + "/" + contact;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
