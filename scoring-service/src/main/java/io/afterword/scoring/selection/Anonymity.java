package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.anonymity.Suppression;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the minimum group size applies, and what may be asked there: whole weeks that are over, at
 * most two segments, one way of cutting up. Elsewhere small numbers are shown with their interval.
 */
@ApplicationScoped
public class Anonymity {
  private static final int MOST_SEGMENTS = 2;

  private final long leastAnswers;
  private final Set<UUID> anonymousSurveys;
  private final Workspace workspace;

  Anonymity(
      @ConfigProperty(name = "afterword.anonymity.least-answers", defaultValue = "5")
          long leastAnswers,
      @ConfigProperty(name = "afterword.anonymity.surveys") Optional<List<UUID>> anonymousSurveys,
      Workspace workspace) {
    if (leastAnswers < Suppression.LEAST_K) {
      throw new IllegalArgumentException(
          "afterword.anonymity.least-answers must be at least %d, was %d"
              .formatted(Suppression.LEAST_K, leastAnswers));
    }
    this.leastAnswers = leastAnswers;
    this.anonymousSurveys = Set.copyOf(anonymousSurveys.orElse(List.of()));
    this.workspace = workspace;
  }

  /** The k of the rule. */
  public long leastAnswers() {
    return leastAnswers;
  }

  public boolean protects(Selected selected) {
    return selected.selection().audience() == Audience.EMPLOYEES
        || selected.bySurvey().keySet().stream().anyMatch(anonymousSurveys::contains);
  }

  /** Refuses a cut from which single answers could be worked out. */
  public void require(Selected selected, Cut cut) {
    if (!protects(selected)) {
      return;
    }
    requireWholeWeeks(selected.days(), workspace.calendar());
    if (cut.groupBy().size() + selected.selection().filter().size() > MOST_SEGMENTS) {
      throw refused("at most two segments may be combined, as filter or groupBy");
    }
    boolean byPeriod = cut.grain() != Grain.NONE;
    if (cut.byHourOfWeek() || cut.grain() == Grain.DAY) {
      throw refused("granularity must be week or month");
    }
    if (byPeriod && !cut.groupBy().isEmpty()) {
      throw refused("ask for groupBy or granularity, not both at once");
    }
  }

  /** Refuses what shows single answers or is made of them. */
  public void refuseSingleAnswers(Selected selected) {
    if (protects(selected)) {
      throw refused("single answers, and figures made from pairs of them, are not shown");
    }
  }

  private static void requireWholeWeeks(Days days, Calendar calendar) {
    boolean months = isMonthStart(days.from()) && isMonthStart(days.to());
    boolean weeks = isMonday(days.from()) && isMonday(days.to());
    if (!weeks && !months) {
      throw refused(
          "from and to must both be Mondays or both be firsts of a month, were %s and %s"
              .formatted(days.from(), days.to()));
    }
    if (days.to().isAfter(calendar.today())) {
      throw refused("the period must be over: to may be %s at most".formatted(calendar.today()));
    }
  }

  private static boolean isMonday(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.MONDAY;
  }

  private static boolean isMonthStart(LocalDate day) {
    return day.getDayOfMonth() == 1;
  }

  private static Problem refused(String why) {
    return Problem.of(
        ScoringProblem.ANONYMITY, "so that no answer can be traced to its author, " + why);
  }
}
