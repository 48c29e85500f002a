package io.afterword.scoring.dashboard;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.compare.Comparison;
import io.afterword.scoring.compare.SelfService;
import io.afterword.scoring.compare.Verdict;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether self-service harms more than it helps: its score against that of people, over all surveys
 * of the metric, since articles and agents are rarely asked about by one survey.
 */
@ApplicationScoped
class SelfServicePanel implements PanelMaker {
  private final SelfService selfService;

  SelfServicePanel(SelfService selfService) {
    this.selfService = selfService;
  }

  @Override
  public String id() {
    return "self-service";
  }

  @Override
  public int place() {
    return 78;
  }

  @Override
  public String title(Look look) {
    return look.words().segments().selfService();
  }

  /** An agent has no part in it. */
  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return selfService
        .answer(look.selection().of(new Selection.Asked(null, null, look.survey().metric())))
        .onFailure(SelfServicePanel::isIncomparable)
        .recoverWithUni(() -> selfService.answer(look.selection()))
        .map(comparison -> panel(look, comparison));
  }

  /** Then the survey that is looked at stands for itself. */
  private static boolean isIncomparable(Throwable failure) {
    return failure instanceof Problem problem && problem.code() == ScoringProblem.DIFFERENT_SCALE;
  }

  private Panel panel(Look look, Comparison comparison) {
    Words words = look.words();
    ScoreText text = words.text();
    Panel panel = Panel.of(id(), title(look));
    if (comparison.difference() == null) {
      return panel.withLead(words.segments().noSelfService());
    }
    List<List<Table.Cell>> rows = new ArrayList<>();
    rows.add(row(words, "SELF_SERVICE", comparison.first().result()));
    rows.add(row(words, "PEOPLE", comparison.second().result()));
    return panel
        .withLead(
            words
                .segments()
                .selfServiceLead(
                    comparison.metric().name(),
                    comparison.verdict().name(),
                    words.change(comparison.change())))
        .withNotes(
            comparison.verdict() == Verdict.WORSE
                ? List.of(words.segments().selfServiceCosts())
                : List.of())
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("handled", words.segments().handledBy()),
                    Table.Column.number("n", text.answers()),
                    Table.Column.number("score", text.score()),
                    Table.Column.text("range", text.rangeColumn()).forPeople(),
                    Table.Column.number("lower", text.lower()).forPrograms(),
                    Table.Column.number("upper", text.upper()).forPrograms()),
                rows,
                Table.Kind.PLAIN));
  }

  private static List<Table.Cell> row(Words words, String who, @Nullable ScoreResult result) {
    Table.Cell name = Table.Cell.of(words.segments().handler(who), who);
    if (result == null) {
      Table.Cell nothing = Table.Cell.of("", null);
      return List.of(name, nothing, nothing, nothing, nothing, nothing);
    }
    return List.of(
        name,
        Cells.count(words, result.n()),
        Cells.score(words, result),
        Table.Cell.text(words.range(result)).drawn(Drawing.of(result)),
        Cells.lower(words, result),
        Cells.upper(words, result));
  }
}
