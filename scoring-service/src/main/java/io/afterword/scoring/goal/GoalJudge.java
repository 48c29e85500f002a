package io.afterword.scoring.goal;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Audience;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for the score that a goal is about. */
@ApplicationScoped
class GoalJudge {
  private final ScoreService scores;
  private final Workspace workspace;

  GoalJudge(ScoreService scores, Workspace workspace) {
    this.scores = scores;
    this.workspace = workspace;
  }

  /** A target that the score can have, by a day that can be meant, of a survey that exists. */
  Uni<Void> requirePossible(GoalRequest request) {
    workspace.calendar().requireUsable("by", request.by());
    double target = request.target();
    return score(
            request.survey(), request.metric(), Map.of(), workspace.calendar().days(null, null))
        .invoke(
            result -> {
              Range range = range(request.metric(), result);
              if (!(target >= range.least && target <= range.most)) {
                String detail =
                    "target must be %s to %s, the values that the score can have, was %s"
                        .formatted(range.least, range.most, target);
                throw Problem.of(CommonProblem.INVALID, detail)
                    .at("/target", "OUT_OF_RANGE", detail);
              }
            })
        .replaceWithVoid();
  }

  private record Range(double least, double most) {}

  private static Range range(Metric metric, @Nullable ScoreResult result) {
    if (metric == Metric.NPS) {
      return new Range(-100, 100);
    }
    if (result == null || result.unit() != ScoreUnit.RATING) {
      return new Range(0, 100);
    }
    Scale scale = result.scale();
    return new Range(scale.min(), scale.max());
  }

  Uni<GoalVerdict> judge(GoalView goal, Words words) {
    LocalDate today = workspace.calendar().today();
    boolean due = goal.by().isBefore(today);
    LocalDate to = (due ? goal.by() : today).plusDays(1);
    Days days = new Days(to.minusDays(goal.days()), to);
    return score(goal.survey(), goal.metric(), goal.filter(), days)
        .map(result -> verdict(goal, days, due, result, words));
  }

  private static GoalVerdict verdict(
      GoalView goal, Days days, boolean due, @Nullable ScoreResult result, Words words) {
    Verdict verdict = result == null ? Verdict.CANNOT_SAY_YET : Verdict.of(goal.target(), result);
    return new GoalVerdict(
        goal.id(),
        goal.target(),
        days.from(),
        days.to(),
        due,
        result,
        verdict,
        words.goal(verdict.name(), result, goal.target()));
  }

  private Uni<@Nullable ScoreResult> score(
      @Nullable UUID survey, Metric metric, Map<String, String> filter, Days days) {
    return scores
        .answer(
            ScoreQuestion.of(
                new Selection(
                    new Selection.Asked(survey, null, metric),
                    days,
                    filter,
                    Confidence.DEFAULT,
                    Audience.ANALYSTS)))
        .map(answer -> answer.total());
  }
}
