package io.afterword.scoring.drilldown;

import io.afterword.scoring.rank.RankedShare;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.tally.AnswerFilter;
import io.afterword.scoring.tally.Cut;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Counts the people behind a share of answers. */
@ApplicationScoped
class RespondentService {
  private final Reads reads;
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final Workspace workspace;

  RespondentService(
      Reads reads, Selections selections, Counts counts, Anonymity anonymity, Workspace workspace) {
    this.reads = reads;
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.workspace = workspace;
  }

  /** Contacts of equal counts together, and the answers of nobody known. */
  private record Counted(ContactAnswers answers, long withoutContact) {}

  Uni<Respondents> answer(Selection selection) {
    return selections
        .require(selection)
        .invoke(anonymity::refuseSingleAnswers)
        .call(counts::requireFewAnswers)
        .chain(
            selected ->
                count(selected)
                    // As many customers as answers, at worst; the event loop is not to wait.
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(counted -> respondents(selected, counted)));
  }

  private Uni<Counted> count(Selected selected) {
    if (selected.isEmpty()) {
      return Uni.createFrom().item(new Counted(new ContactAnswers(List.of()), 0));
    }
    AnswerFilter filter = AnswerFilter.of(selected.query(Cut.NONE));
    List<Object> parameters = new ArrayList<>(filter.parameters());
    parameters.add(
        share(selected).ratings(selected.choice().scale()).stream()
            .map(Integer::shortValue)
            .toArray(Short[]::new));
    String sql =
        """
        select known, n, k, count(*) contacts from (
          select r.contact_id is not null known, count(*) n, count(*) filter (where a.rating = any($%2$d)) k
            from (select * from answer where %1$s) a join response r using (slot, response_id)
           group by r.contact_id) c group by known, n, k
        """
            .formatted(filter.condition(), parameters.size());
    return reads.ask(sql, Tuple.from(parameters)).map(RespondentService::counted);
  }

  private static Counted counted(RowSet<Row> rows) {
    List<ContactAnswers.Alike> groups = new ArrayList<>();
    long withoutContact = 0;
    for (Row row : rows) {
      if (row.getBoolean("known")) {
        groups.add(
            new ContactAnswers.Alike(
                new Proportion(row.getLong("k"), row.getLong("n")), row.getLong("contacts")));
      } else {
        withoutContact += row.getLong("n");
      }
    }
    return new Counted(new ContactAnswers(groups), withoutContact);
  }

  private static RankedShare share(Selected selected) {
    return RankedShare.of(selected.choice().metric(), selected.choice().scale());
  }

  private Respondents respondents(Selected selected, Counted counted) {
    ContactAnswers answers = counted.answers();
    Proportion all = answers.all();
    return new Respondents(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        selected.choice().metric(),
        ScoreService.counted(selected),
        selected.selection().filter(),
        share(selected),
        all.n(),
        answers.contacts(),
        counted.withoutContact(),
        all.n() == 0 ? null : 100 * all.share(),
        answers.designEffect(),
        answers.effectiveAnswers(),
        answers.naiveInterval(selected.selection().confidence()),
        answers.interval(selected.selection().confidence()),
        answers.warnings());
  }
}
