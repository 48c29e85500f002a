package io.afterword.scoring.beside;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the measures beside each other. */
@ApplicationScoped
public class SideBySideService {
  /** More surveys than this are no overview. */
  private static final int MOST_SURVEYS = 12;

  private static final String SURFACE = "surface";

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final ScoreService scores;
  private final SamePeople samePeople;
  private final Workspace workspace;

  SideBySideService(
      Pool pool,
      SeriesCatalog catalog,
      ScoreService scores,
      SamePeople samePeople,
      Workspace workspace) {
    this.pool = pool;
    this.catalog = catalog;
    this.scores = scores;
    this.samePeople = samePeople;
    this.workspace = workspace;
  }

  /** What is shown so far. */
  record Found(
      List<SideBySide.SideLine> lines, List<SideBySide.LeftOut> leftOut, @Nullable Long contacts) {

    static Found of(List<SideBySide.SideLine> lines) {
      return new Found(lines, List.of(), null);
    }

    static Found without(KnownSurvey survey, Problem refusal) {
      return new Found(
          List.of(),
          List.of(new SideBySide.LeftOut(survey.id(), survey.name(), refusal.code().name())),
          null);
    }

    static Found all(List<Found> parts) {
      return new Found(
          parts.stream().flatMap(each -> each.lines().stream()).toList(),
          parts.stream().flatMap(each -> each.leftOut().stream()).toList(),
          null);
    }
  }

  public Uni<SideBySide> answer(SideBySideQuestion question) {
    return surveys(question.selection())
        .chain(
            surveys ->
                question.people() == SideBySide.People.SAME
                    ? samePeople.find(question.selection(), surveys)
                    : everybody(question.selection(), surveys))
        .map(found -> view(question, found));
  }

  private Uni<List<KnownSurvey>> surveys(Selection selection) {
    Selection.Asked asked = selection.asked();
    List<UUID> named = new ArrayList<>(asked.surveys());
    if (asked.survey() != null) {
      named.add(asked.survey());
    }
    return named.isEmpty()
        ? catalog
            .surveys(pool)
            .map(
                all ->
                    all.stream()
                        .filter(survey -> !survey.archived())
                        .filter(
                            survey -> asked.metric() == null || survey.metric() == asked.metric())
                        .limit(MOST_SURVEYS)
                        .toList())
        : Multi.createFrom()
            .iterable(named)
            .onItem()
            .transformToUniAndConcatenate(
                id ->
                    catalog
                        .survey(pool, id)
                        .map(found -> found.orElseThrow(() -> Parameters.unknownSurvey(id))))
            .collect()
            .asList();
  }

  private Uni<Found> everybody(Selection selection, List<KnownSurvey> surveys) {
    return Multi.createFrom()
        .iterable(surveys)
        .onItem()
        .transformToUniAndConcatenate(
            survey ->
                ofSurvey(selection.of(asked(selection, survey)))
                    .map(Found::of)
                    .onFailure(SideBySideService::isHidden)
                    .recoverWithItem(refusal -> Found.without(survey, (Problem) refusal)))
        .collect()
        .asList()
        .map(Found::all);
  }

  /** The survey by itself; a question goes only with the one survey that was named. */
  static Selection.Asked asked(Selection selection, KnownSurvey survey) {
    return new Selection.Asked(
        survey.id(), selection.asked().question(), selection.asked().metric());
  }

  static boolean isHidden(Throwable failure) {
    return failure instanceof Problem problem && problem.code() == ScoringProblem.ANONYMITY;
  }

  private Uni<List<SideBySide.SideLine>> ofSurvey(Selection selection) {
    if (selection.filter().containsKey(SURFACE)) {
      return lines(selection);
    }
    return lines(selection)
        .chain(
            lines ->
                lines(selection.with(Map.of(SURFACE, Series.SIGNATURE)))
                    .map(
                        signed -> {
                          List<SideBySide.SideLine> all = new ArrayList<>(lines);
                          all.addAll(signed);
                          return all;
                        }));
  }

  /** One per trigger; ratings in signatures, whoever wrote the mail, are one. */
  private Uni<List<SideBySide.SideLine>> lines(Selection selection) {
    boolean ofSignature = Asking.isOfSignature(selection.filter().get(SURFACE));
    ScoreQuestion question = ScoreQuestion.of(selection);
    return scores
        .answer(ofSignature ? question : question.groupedBy("trigger"))
        .map(answer -> ofSignature ? signed(answer) : byTrigger(answer));
  }

  private static List<SideBySide.SideLine> signed(Scores answer) {
    return answer.total() == null || answer.total().n() == 0
        ? List.of()
        : List.of(
            new SideBySide.SideLine(
                answer.metric(), answer.surveys(), Asking.SIGNATURE, null, answer.total()));
  }

  private static List<SideBySide.SideLine> byTrigger(Scores answer) {
    return answer.groups().stream()
        .map(
            group ->
                new SideBySide.SideLine(
                    answer.metric(),
                    answer.surveys(),
                    Asking.by(group.value()),
                    group.value(),
                    group.result()))
        .toList();
  }

  private SideBySide view(SideBySideQuestion question, Found found) {
    Selection selection = question.selection();
    return new SideBySide(
        workspace.calendar().zone().getId(),
        selection.days().from(),
        selection.days().to(),
        selection.filter(),
        question.people(),
        found.contacts(),
        Together.in(found.lines(), selection.confidence()),
        found.leftOut());
  }
}
