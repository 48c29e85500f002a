package io.afterword.scoring.score;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.invitation.ResponseRateService;
import io.afterword.scoring.invitation.ResponseRates;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the page shows: the surveys to choose from, and one survey's scores in its groups. */
@ApplicationScoped
class ScorePage {
  static final Set<String> PARAMETERS = Set.of("survey", "from", "until");

  /** The tables of the page, in their order. */
  private static final List<String> SEGMENTS = List.of("channel", "team", "agent", "kind");

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final ScoreService scores;
  private final ResponseRateService rates;
  private final Workspace workspace;

  ScorePage(
      Pool pool,
      SeriesCatalog catalog,
      ScoreService scores,
      ResponseRateService rates,
      Workspace workspace) {
    this.pool = pool;
    this.catalog = catalog;
    this.scores = scores;
    this.rates = rates;
    this.workspace = workspace;
  }

  /** What was chosen, or else the first survey in use and the last 30 days. */
  Uni<ScorePageView> view(Parameters parameters) {
    Calendar calendar = workspace.calendar();
    Days days = days(parameters, calendar);
    UUID asked = parameters.survey();
    return catalog
        .surveys(pool)
        .map(
            surveys ->
                ScorePageView.of(
                    surveys,
                    new ScorePageView.Chosen(
                        chosen(asked, surveys), days.from(), days.to().minusDays(1)),
                    calendar.today(),
                    calendar.zone().getId()));
  }

  private static @Nullable UUID chosen(@Nullable UUID asked, List<KnownSurvey> surveys) {
    if (asked == null) {
      return surveys.isEmpty() ? null : surveys.get(0).id();
    }
    if (surveys.stream().noneMatch(survey -> survey.id().equals(asked))) {
      throw Parameters.unknownSurvey(asked);
    }
    return asked;
  }

  /** The form names the last day itself; the calendar the day after it. */
  private static Days days(Parameters parameters, Calendar calendar) {
    String until = parameters.text("until");
    try {
      String to = until == null ? null : LocalDate.parse(until).plusDays(1).toString();
      return calendar.days(parameters.text("from"), to);
    } catch (DateTimeParseException e) {
      throw Problem.of(
          ScoringProblem.BAD_PERIOD,
          "until must be a date such as 2026-11-30, was '%s'".formatted(until));
    }
  }

  /** The live part; empty when the survey has no rating question. */
  Uni<Optional<LiveView>> live(ScorePageView.Chosen chosen, Figures figures) {
    UUID survey = chosen.survey();
    if (survey == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    Days days = new Days(chosen.from(), chosen.until().plusDays(1));
    ScoreQuestion question = ScoreQuestion.of(Selection.ofSurvey(survey, days));
    return scores
        .answer(question)
        .chain(
            total ->
                rates
                    .answer(survey, days, null)
                    .chain(
                        rate ->
                            grouped(question, survey, days)
                                .map(groups -> new LiveView.Read(total, rate, groups))))
        .map(read -> written(read, figures));
  }

  private static Optional<LiveView> written(LiveView.Read read, Figures figures) {
    ScoreResult result = read.total().total();
    return result == null
        ? Optional.empty()
        : Optional.of(LiveView.of(read, result, result.scale(), figures));
  }

  /** One after the other: a reader's page must not take all connections. */
  private Uni<Map<String, LiveView.Grouped>> grouped(
      ScoreQuestion question, UUID survey, Days days) {
    return Multi.createFrom()
        .iterable(SEGMENTS)
        .onItem()
        .transformToUniAndConcatenate(segment -> by(segment, question, survey, days))
        .collect()
        .asList()
        .map(
            all -> {
              Map<String, LiveView.Grouped> groups = new LinkedHashMap<>();
              for (int i = 0; i < SEGMENTS.size(); i++) {
                groups.put(SEGMENTS.get(i), all.get(i));
              }
              return groups;
            });
  }

  private Uni<LiveView.Grouped> by(String segment, ScoreQuestion question, UUID survey, Days days) {
    Uni<ResponseRates> rate = rates.answer(survey, days, segment);
    return scores
        .answer(question.groupedBy(segment))
        .chain(score -> rate.map(each -> new LiveView.Grouped(score, each)));
  }
}
