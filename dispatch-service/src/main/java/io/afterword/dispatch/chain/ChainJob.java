package io.afterword.dispatch.chain;

import io.afterword.dispatch.decision.Policy;
import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Looks for questions that another one follows. */
@ApplicationScoped
class ChainJob implements Job {
  /** Chains go on after days; a minute more is nothing. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Short transactions: a contact's interactions wait for its row. */
  private static final int BATCH = 200;

  private final Chains chains;

  ChainJob(Chains chains) {
    this.chains = chains;
  }

  @Override
  public String name() {
    return "chains";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return chains
        .enabled()
        .onItem()
        .transformToMulti(policies -> Multi.createFrom().iterable(policies))
        .onItem()
        .transformToUniAndConcatenate(policy -> walk(policy, at))
        .collect()
        .with(Collectors.summingInt(found -> found))
        .map(found -> found + " questions that another follows");
  }

  private Uni<Integer> walk(Policy policy, Instant now) {
    return Steps.untilNothing(() -> chains.step(policy.id(), now, BATCH))
        .call(() -> chains.looked(policy, now));
  }
}
