package io.afterword.scoring.driver;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Says what goes together with a score, and how much of it each driver accounts for. */
@ApplicationScoped
public class DriverService {
  /** Of days with a filter so many answers are looked through for those that it lets by. */
  private static final int ENOUGH_ANSWERS = 100_000;

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final DriverReader reader;
  private final Workspace workspace;
  private final Vertx vertx;

  DriverService(
      Pool pool,
      SeriesCatalog catalog,
      Selections selections,
      Counts counts,
      Anonymity anonymity,
      DriverReader reader,
      Workspace workspace,
      Vertx vertx) {
    this.pool = pool;
    this.catalog = catalog;
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.reader = reader;
    this.workspace = workspace;
    this.vertx = vertx;
  }

  /** Of what is usually asked about a score of its metric. */
  public Uni<Drivers> usual(Selection selection) {
    return selections
        .require(selection)
        .chain(
            selected ->
                answer(DriverQuestion.usual(selection, selected.choice().metric()), selected));
  }

  Uni<Drivers> answer(DriverQuestion question) {
    return selections.require(question.selection()).chain(selected -> answer(question, selected));
  }

  private Uni<Drivers> answer(DriverQuestion question, Selected asked) {
    anonymity.refuseSingleAnswers(asked);
    requireOthers(question, asked);
    return newest(question, asked)
        .call(counts::requireFewAnswers)
        .chain(
            selected ->
                table(question, selected)
                    .chain(table -> analysed(question, asked, selected.days().from(), table)));
  }

  /**
   * The analysis of many rows takes a while and the event loop is not to wait; whoever asked goes
   * on where they were, since nothing else may touch the database.
   */
  private Uni<Drivers> analysed(
      DriverQuestion question, Selected asked, LocalDate rowsFrom, DriverTable table) {
    return vertx.executeBlocking(() -> drivers(question, asked, rowsFrom, table.analyse()), false);
  }

  /** The same, of as many of the newest days as are needed: older rows would not be used. */
  private Uni<Selected> newest(DriverQuestion question, Selected asked) {
    boolean all = asked.filter().isEmpty() && asked.hour() == null && !question.isOfContacts();
    return counts
        .newestDays(asked, all ? DriverReader.MOST_ROWS : ENOUGH_ANSWERS)
        .map(asked::during);
  }

  private static void requireOthers(DriverQuestion question, Selected selected) {
    Metric metric = selected.choice().metric();
    if (question.metrics().contains(metric)) {
      throw Problem.of(
          ScoringProblem.WRONG_METRIC,
          "%s cannot be a driver of itself; leave it out of drivers".formatted(metric));
    }
  }

  private Uni<DriverTable> table(DriverQuestion question, Selected selected) {
    if (selected.isEmpty()) {
      return Uni.createFrom().item(new DriverTable(question.names(), List.of()));
    }
    return question.isOfContacts()
        ? transactional(question)
            .call(series -> counts.requireFewAnswers(series, selected.days()))
            .chain(series -> reader.ofContacts(question, selected, series))
        : questions(question).chain(series -> reader.ofAnswers(question, selected, series));
  }

  /** The scored series of the metrics that are drivers. */
  private Uni<List<Series>> transactional(DriverQuestion question) {
    return Multi.createFrom()
        .iterable(question.metrics())
        .onItem()
        .transformToUniAndConcatenate(metric -> catalog.scored(pool, metric))
        .collect()
        .in(ArrayList<Series>::new, List::addAll)
        .map(all -> all.stream().filter(each -> !each.ofSignature()).toList());
  }

  private Uni<List<List<Series>>> questions(DriverQuestion question) {
    UUID survey = question.selection().asked().survey();
    if (survey == null || question.questions().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return catalog
        .ofSurvey(pool, survey)
        .map(
            all ->
                question.questions().stream()
                    .map(
                        id ->
                            all.stream()
                                .filter(series -> !series.ofSignature())
                                .filter(series -> series.question().id().equals(id))
                                .toList())
                    .toList())
        .invoke(found -> requireAll(question, found));
  }

  private static void requireAll(DriverQuestion question, List<List<Series>> found) {
    for (int at = 0; at < found.size(); at++) {
      if (found.get(at).isEmpty()) {
        throw Problem.of(
            ScoringProblem.UNKNOWN_QUESTION,
            "the survey has no rating question %s".formatted(question.questions().get(at)));
      }
    }
  }

  private Drivers drivers(
      DriverQuestion question, Selected selected, LocalDate rowsFrom, DriverTable.Found found) {
    return new Drivers(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        selected.choice().metric(),
        ScoreService.counted(selected),
        selected.selection().filter(),
        question.isOfContacts() ? Drivers.RowKind.CONTACTS : Drivers.RowKind.ANSWERS,
        found.status(),
        rowsFrom,
        found.rows(),
        found.explained(),
        found.drivers(),
        found.leftOut(),
        Drivers.NOTE,
        warnings(selected, found));
  }

  private static Set<Warning> warnings(Selected selected, DriverTable.Found found) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(selected.choice().warnings());
    if (!found.hasEnoughRows()) {
      warnings.add(Warning.FEW_ROWS);
    }
    return warnings;
  }
}
