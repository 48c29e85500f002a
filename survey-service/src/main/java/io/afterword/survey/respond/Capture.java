package io.afterword.survey.respond;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.link.Link;
import io.afterword.survey.lookup.EndOfTurn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Takes checked answers into the next batch. */
@ApplicationScoped
class Capture {

  private final Batcher batcher;
  private final ResponseCount count;
  private final Traces traces;
  private final Clock clock;

  Capture(ResponseStore store, ResponseCount count, Traces traces, Clock clock) {
    this.batcher = new Batcher(store::store, ResponseStore::kindOf, EndOfTurn.OF_THE_EVENT_LOOP);
    this.count = count;
    this.traces = traces;
    this.clock = clock;
  }

  Uni<Outcome> take(
      Link link,
      String locale,
      List<Answer> answers,
      Completeness completeness,
      Set<Signal> signals) {
    Uni<Outcome> taken = taken(link, locale, answers, completeness, signals);
    return traces.follows(link.invitationId()) ? told(link, taken) : taken;
  }

  /** Anonymous answers do not come this way, and nothing is told of them. */
  private Uni<Outcome> told(Link link, Uni<Outcome> taken) {
    Step step = Step.of("record response", Step.Kind.SERVER, traces.now());
    return taken
        .onItemOrFailure()
        .invoke(
            (outcome, failure) -> traces.add(link.invitationId(), step.failedIf(failure != null)));
  }

  private Uni<Outcome> taken(
      Link link,
      String locale,
      List<Answer> answers,
      Completeness completeness,
      Set<Signal> signals) {
    return batcher
        .submit(
            new Submission(
                UuidCreator.getTimeOrderedEpoch(),
                link.invitationId(),
                link.surveyId(),
                link.version(),
                link.invitationId(),
                Surface.MAIL,
                locale,
                completeness,
                answers,
                link.context(),
                signals,
                link.expiresAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .invoke(count::committed)
        .onFailure()
        .invoke(count::failed);
  }
}
