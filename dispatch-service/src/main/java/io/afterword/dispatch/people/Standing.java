package io.afterword.dispatch.people;

import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.ledger.Explanation;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.ledger.LedgerEntry.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a person stands: why they were, or were not, asked last, and when they can be asked next.
 *
 * @param optedOutAt since when they do not want to be asked
 * @param obstacle why nothing may be sent to them; null for nothing
 * @param decisions the newest first
 * @param waiting due times of invitations that wait, by policy
 * @param policies names of the policies that are on
 */
record Standing(
    @Nullable Instant optedOutAt,
    @Nullable SkipReason obstacle,
    List<LedgerEntry> decisions,
    Map<UUID, Instant> waiting,
    Map<UUID, String> policies) {

  /** Why the newest decision is what it is. */
  String why(Map<UUID, String> names, Explanation words) {
    return decisions.stream()
        .findFirst()
        .map(
            entry ->
                "“%s”: %s"
                    .formatted(names.getOrDefault(entry.policyId(), "A policy"), words.of(entry)))
        .orElse("Nothing was decided about this person yet: no interaction was reported.");
  }

  /** When they are asked next, or what has to happen before. */
  String next(Explanation words, Instant now) {
    if (optedOutAt != null) {
      return "They are not asked any more: they opted out on " + words.at(optedOutAt) + ".";
    }
    if (obstacle == SkipReason.NO_ADDRESS || obstacle == SkipReason.BAD_ADDRESS) {
      return "They cannot be asked: there is no address that takes mail.";
    }
    if (obstacle != null) {
      return "They cannot be asked. " + obstacle.sentence();
    }
    Optional<Map.Entry<UUID, Instant>> due =
        waiting.entrySet().stream()
            .filter(one -> policies.containsKey(one.getKey()))
            .min(Map.Entry.comparingByValue());
    if (due.isPresent()) {
      return "The next question is due %s, by “%s”."
          .formatted(
              words.at(due.get().getValue()),
              policies.getOrDefault(due.get().getKey(), "a policy"));
    }
    return policies.isEmpty() ? "They are not asked: no policy is on." : possible(words, now);
  }

  private String possible(Explanation words, Instant now) {
    List<String> sentences = new ArrayList<>();
    newest()
        .forEach(
            (policy, entry) -> {
              Instant next = entry.nextAt();
              if (policies.containsKey(policy) && next != null && next.isAfter(now)) {
                sentences.add(
                    "“%s” can ask again from %s.".formatted(policies.get(policy), words.at(next)));
              }
            });
    return sentences.isEmpty()
        ? "They can be asked as soon as something happens that a policy asks about."
        : String.join(" ", sentences);
  }

  /** The newest skip of each policy. */
  private Map<UUID, LedgerEntry> newest() {
    Map<UUID, LedgerEntry> newest = new HashMap<>();
    for (LedgerEntry entry : decisions) {
      if (entry.outcome() == Outcome.SKIP) {
        newest.putIfAbsent(entry.policyId(), entry);
      }
    }
    return newest;
  }
}
