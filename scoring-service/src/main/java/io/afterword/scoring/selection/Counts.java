package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.Tallies;
import io.afterword.scoring.tally.TallyQuery;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what was selected, within the limit of what is waited for. */
@ApplicationScoped
public class Counts {
  /** What crosses segments reads every answer of the period; more than this is not waited for. */
  static final long MOST_ANSWERS_READ = 200_000;

  private final Tallies tallies;

  Counts(Tallies tallies) {
    this.tallies = tallies;
  }

  public Uni<List<TallyRow>> read(Selected selected, Grain grain, @Nullable Segment groupBy) {
    // A value that no answer ever had: no answers, not an error.
    return selected.isEmpty()
        ? Uni.createFrom().item(List.of())
        : readWithinLimit(selected.query(grain, groupBy));
  }

  private Uni<List<TallyRow>> readWithinLimit(TallyQuery query) {
    if (query.filter().size() + (query.groupBy() == null ? 0 : 1) < 2) {
      return tallies.read(query);
    }
    return tallies
        .answersBySeries(query.slots(), query.series(), query.days())
        .invoke(
            counted -> {
              long answers = counted.values().stream().mapToLong(Long::longValue).sum();
              if (answers > MOST_ANSWERS_READ) {
                throw Problem.of(
                    ScoringProblem.TOO_MANY_ANSWERS,
                    "a view across segments reads at most %d answers, this period has %d; ask for fewer days or one segment"
                        .formatted(MOST_ANSWERS_READ, answers));
              }
            })
        .chain(() -> tallies.read(query));
  }
}
