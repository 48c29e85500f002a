package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.Tallies;
import io.afterword.scoring.tally.TallyQuery;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Counts what was selected, within the limits of what is waited for. */
@ApplicationScoped
public class Counts {
  /** Where answers themselves are read, more than this is not waited for. */
  public static final long MOST_ANSWERS_READ = 200_000;

  /** So few are read in some ten milliseconds, so bitmaps would gain nothing. */
  private static final long FEW_ANSWERS = 10_000;

  /**
   * Days times members, each a bitmap to AND: 500 agents in a channel over a year take some four
   * seconds at ten million answers (dev/benchmarks/results/scores.json), which is as long as
   * anybody waits.
   */
  private static final long MOST_CELLS = 200_000;

  /** No page shows more, and as JSON these are ten megabytes already. */
  public static final int MOST_POINTS = 10_000;

  private final Tallies tallies;

  Counts(Tallies tallies) {
    this.tallies = tallies;
  }

  /** One row per cell that has answers. */
  public Uni<List<TallyRow>> read(Selected selected, Cut cut) {
    if (selected.isEmpty()) {
      // A value that no answer ever had: no answers, not an error.
      return Uni.createFrom().item(List.of());
    }
    TallyQuery query = selected.query(cut);
    return (query.crosses() ? crossed(query) : tallies.read(query))
        .invoke(Counts::requireFewPoints);
  }

  private Uni<List<TallyRow>> crossed(TallyQuery query) {
    return tallies
        .effort(query)
        .chain(
            effort -> {
              boolean packed =
                  effort.unpacked() <= MOST_ANSWERS_READ && effort.cells() <= MOST_CELLS;
              if (effort.answers() > FEW_ANSWERS && packed) {
                return tallies.readFacets(query);
              }
              if (effort.answers() > MOST_ANSWERS_READ) {
                throw tooManyAnswers(
                    "a view of that many segments reads the answers themselves,", effort.answers());
              }
              return tallies.readAnswers(query);
            });
  }

  /** As many of the newest days as have enough answers, whatever is filtered; all if none do. */
  public Uni<Days> newestDays(Selected selected, long enough) {
    return tallies
        .read(selected.unfiltered().query(Cut.by(Grain.DAY)))
        .map(rows -> newest(selected.days(), rows, enough));
  }

  private static Days newest(Days days, List<TallyRow> rows, long enough) {
    List<TallyRow> newestFirst =
        rows.stream().sorted(Comparator.comparing(Counts::day).reversed()).toList();
    long answers = 0;
    for (TallyRow row : newestFirst) {
      answers += row.histogram().n();
      if (answers >= enough) {
        return new Days(day(row), days.to());
      }
    }
    return days;
  }

  private static LocalDate day(TallyRow row) {
    return Objects.requireNonNull(row.period());
  }

  /** Refuses what would read more answers than anybody waits for. */
  public Uni<Void> requireFewAnswers(Selected selected) {
    return requireFewAnswers(selected.choice().series(), selected.days());
  }

  /** The same for series that nobody selected. */
  public Uni<Void> requireFewAnswers(List<Series> series, Days days) {
    return tallies
        .answersBySeries(Selected.slots(series), Selected.ids(series), days)
        .invoke(
            counted -> {
              long answers = counted.values().stream().mapToLong(Long::longValue).sum();
              if (answers > MOST_ANSWERS_READ) {
                throw tooManyAnswers("this view reads the answers themselves,", answers);
              }
            })
        .replaceWithVoid();
  }

  private static Problem tooManyAnswers(String why, long answers) {
    return Problem.of(
            ScoringProblem.TOO_MANY_ANSWERS,
            "%s at most %d of them, and this period has %d; ask for fewer days or fewer segments"
                .formatted(why, MOST_ANSWERS_READ, answers))
        .with("limit", MOST_ANSWERS_READ)
        .with("answers", answers);
  }

  private static void requireFewPoints(List<TallyRow> rows) {
    if (rows.size() > MOST_POINTS) {
      throw Problem.of(
              ScoringProblem.TOO_MANY_POINTS,
              "this would be more than %d points; ask for fewer days, longer periods, fewer segments, or filter one of them"
                  .formatted(MOST_POINTS))
          .with("limit", MOST_POINTS);
    }
  }
}
