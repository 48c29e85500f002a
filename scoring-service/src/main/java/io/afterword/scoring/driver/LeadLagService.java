package io.afterword.scoring.driver;

import io.afterword.scoring.association.LeadLag;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts two scores per period and says which of them moves first. */
@ApplicationScoped
class LeadLagService {
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final Workspace workspace;

  LeadLagService(Selections selections, Counts counts, Anonymity anonymity, Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.workspace = workspace;
  }

  Uni<LeadLags> answer(LeadLagQuestion question) {
    return selections
        .require(question.leader())
        .chain(
            leader ->
                selections
                    .require(question.follower())
                    .chain(
                        follower ->
                            values(leader, question.grain())
                                .chain(
                                    first ->
                                        values(follower, question.grain())
                                            .map(
                                                second ->
                                                    lags(
                                                        question, leader, follower, first,
                                                        second)))));
  }

  /** The score of every period; null where it has no answers. */
  private Uni<List<@Nullable Double>> values(Selected selected, Grain grain) {
    anonymity.require(selected, Cut.by(grain));
    return counts
        .read(selected, Cut.by(grain))
        .map(
            rows -> {
              Map<LocalDate, Double> scores = new HashMap<>();
              for (TallyRow row : rows) {
                LocalDate period = row.period();
                OptionalDouble score = score(selected, row);
                if (period != null && score.isPresent()) {
                  scores.put(period, score.getAsDouble());
                }
              }
              List<@Nullable Double> values = new ArrayList<>();
              for (LocalDate start = grain.start(selected.days().from());
                  start.isBefore(selected.days().to());
                  start = grain.end(start)) {
                values.add(scores.get(start));
              }
              return values;
            });
  }

  private static OptionalDouble score(Selected selected, TallyRow row) {
    return selected
        .choice()
        .metric()
        .score(row.histogram(), selected.choice().scale(), Confidence.DEFAULT)
        .value();
  }

  private LeadLags lags(
      LeadLagQuestion question,
      Selected leader,
      Selected follower,
      List<@Nullable Double> first,
      List<@Nullable Double> second) {
    LeadLagView view = LeadLagView.of(LeadLag.of(first, second, question.most()), first, second);
    String grain = question.grain().name().toLowerCase(Locale.ROOT);
    Set<Warning> warnings = EnumSet.of(Warning.MULTIPLE_COMPARISONS);
    warnings.addAll(leader.choice().warnings());
    warnings.addAll(follower.choice().warnings());
    return new LeadLags(
        workspace.calendar().zone().getId(),
        leader.days().from(),
        leader.days().to(),
        grain,
        view.status(),
        line(leader),
        line(follower),
        view.periods(),
        view.lags(),
        view.strongest(),
        view.sentence(leader.choice().metric().name(), follower.choice().metric().name(), grain),
        warnings);
  }

  private static LeadLags.Line line(Selected selected) {
    return new LeadLags.Line(selected.choice().metric(), ScoreService.counted(selected));
  }
}
