package io.afterword.scoring.dashboard;

import io.afterword.scoring.goal.GoalService;
import io.afterword.scoring.goal.GoalVerdict;
import io.afterword.scoring.goal.GoalView;
import io.afterword.scoring.goal.Verdict;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the scores are to become, and whether the answers show it. */
@ApplicationScoped
class GoalsPanel implements PanelMaker {
  private final GoalService goals;

  GoalsPanel(GoalService goals) {
    this.goals = goals;
  }

  @Override
  public String id() {
    return "goals";
  }

  @Override
  public int place() {
    return 90;
  }

  @Override
  public String title(Look look) {
    return look.words().text().goals();
  }

  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  private record Judged(GoalView goal, GoalVerdict verdict) {}

  @Override
  public Uni<Panel> make(Look look) {
    return goals
        .concerning(look.survey().id())
        .chain(
            found ->
                Multi.createFrom()
                    .iterable(found)
                    .filter(goal -> goal.metric() == look.survey().metric())
                    .onItem()
                    .transformToUniAndConcatenate(
                        goal ->
                            goals
                                .judge(goal, look.words())
                                .map(verdict -> new Judged(goal, verdict)))
                    .collect()
                    .asList())
        .map(judged -> panel(look, judged));
  }

  private Panel panel(Look look, List<Judged> judged) {
    ScoreText text = look.words().text();
    Panel panel = Panel.of(id(), title(look));
    return judged.isEmpty()
        ? panel.withLead(text.noGoals())
        : panel.withTable(
            new Table(
                List.of(
                    Table.Column.text("name", text.goalColumn()),
                    Table.Column.number("target", text.target()),
                    Table.Column.text("by", text.byDay()),
                    Table.Column.number("n", text.answers()).forPrograms(),
                    Table.Column.number("score", text.score()).forPrograms(),
                    Table.Column.text("verdict", text.verdict()),
                    Table.Column.text("words", "").forPrograms()),
                judged.stream().map(each -> row(each, look.words())).toList(),
                Table.Kind.PLAIN));
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case REACHED -> "good";
      case NOT_REACHED -> "bad";
      case CANNOT_SAY_YET -> "quiet";
    };
  }

  private static List<Table.Cell> row(Judged judged, Words words) {
    GoalView goal = judged.goal();
    GoalVerdict verdict = judged.verdict();
    ScoreResult result = verdict.result();
    ScoreUnit unit = result == null ? ScoreUnit.POINTS : result.unit();
    return List.of(
        Table.Cell.text(goal.name()),
        Table.Cell.of(words.figures().withSign(goal.target(), unit), goal.target()),
        Table.Cell.of(words.figures().day(goal.by()), goal.by()),
        Table.Cell.of("", result == null ? null : result.n()),
        Table.Cell.of("", result == null ? null : result.score()),
        Table.Cell.of(words.verdicts().goalVerdict(verdict.verdict().name()), verdict.verdict())
            .badge(tone(verdict.verdict()))
            .noted(verdict.words()),
        Table.Cell.text(verdict.words()));
  }
}
