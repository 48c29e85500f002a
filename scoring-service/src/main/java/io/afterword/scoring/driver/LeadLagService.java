package io.afterword.scoring.driver;

import io.afterword.scoring.association.LeadLag;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selections;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts two scores per period and says which of them moves first. */
@ApplicationScoped
class LeadLagService {
  private final Selections selections;
  private final ScoreLine lines;
  private final Workspace workspace;

  LeadLagService(Selections selections, ScoreLine lines, Workspace workspace) {
    this.selections = selections;
    this.lines = lines;
    this.workspace = workspace;
  }

  /** What was selected and its score in every period. */
  private record Counted(Selected selected, List<@Nullable Double> scores) {}

  Uni<LeadLags> answer(LeadLagQuestion question) {
    return selections
        .require(question.leader())
        .chain(selected -> count(question, selected))
        .chain(
            leader ->
                selections
                    .require(question.follower())
                    .chain(selected -> count(question, selected))
                    .map(follower -> lags(question, leader, follower)));
  }

  private Uni<Counted> count(LeadLagQuestion question, Selected selected) {
    return lines
        .of(selected, question.grain())
        .map(points -> new Counted(selected, ScoreLine.scores(points)));
  }

  private LeadLags lags(LeadLagQuestion question, Counted leader, Counted follower) {
    LeadLagView view =
        LeadLagView.of(
            LeadLag.of(leader.scores(), follower.scores(), question.most()),
            leader.scores(),
            follower.scores());
    String grain = question.grain().name().toLowerCase(Locale.ROOT);
    Set<Warning> warnings = EnumSet.of(Warning.MULTIPLE_COMPARISONS);
    warnings.addAll(leader.selected().choice().warnings());
    warnings.addAll(follower.selected().choice().warnings());
    return new LeadLags(
        workspace.calendar().zone().getId(),
        leader.selected().days().from(),
        leader.selected().days().to(),
        grain,
        view.status(),
        line(leader.selected()),
        line(follower.selected()),
        view.periods(),
        view.lags(),
        view.strongest(),
        view.sentence(
            leader.selected().choice().metric().name(),
            follower.selected().choice().metric().name(),
            grain),
        warnings);
  }

  private static LeadLags.Line line(Selected selected) {
    return new LeadLags.Line(selected.choice().metric(), ScoreService.counted(selected));
  }
}
