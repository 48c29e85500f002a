package io.afterword.scoring.beside;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.SegmentNames;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.AnswerFilter;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The measures of those contacts who rated every one of them, read from their answers. */
@ApplicationScoped
class SamePeople {
  private final Reads reads;
  private final Selections selections;
  private final Counts counts;
  private final SegmentNames names;
  private final Anonymity anonymity;

  SamePeople(
      Reads reads, Selections selections, Counts counts, SegmentNames names, Anonymity anonymity) {
    this.reads = reads;
    this.selections = selections;
    this.counts = counts;
    this.names = names;
    this.anonymity = anonymity;
  }

  /** The counts of one survey and trigger. */
  private record Counted(Selected survey, TallyRow row) {}

  /** A survey that may be read, or why not. */
  private record Candidate(
      @Nullable Selected selected, SideBySideService.@Nullable Found refused) {}

  Uni<SideBySideService.Found> find(Selection selection, List<KnownSurvey> surveys) {
    return Multi.createFrom()
        .iterable(surveys)
        .onItem()
        .transformToUniAndConcatenate(survey -> candidate(selection, survey))
        .collect()
        .asList()
        .chain(
            all -> {
              List<Selected> selected =
                  all.stream().map(Candidate::selected).filter(Objects::nonNull).toList();
              List<SideBySide.LeftOut> leftOut =
                  all.stream()
                      .map(Candidate::refused)
                      .filter(Objects::nonNull)
                      .flatMap(each -> each.leftOut().stream())
                      .toList();
              return count(selected)
                  .map(
                      found ->
                          new SideBySideService.Found(found.lines(), leftOut, found.contacts()));
            });
  }

  private Uni<Candidate> candidate(Selection selection, KnownSurvey survey) {
    return selections
        .require(selection.of(SideBySideService.asked(selection, survey)))
        .invoke(anonymity::refuseSingleAnswers)
        .map(selected -> new Candidate(selected, null))
        .onFailure(SideBySideService::isHidden)
        .recoverWithItem(
            refusal ->
                new Candidate(null, SideBySideService.Found.without(survey, (Problem) refusal)));
  }

  private Uni<SideBySideService.Found> count(List<Selected> surveys) {
    List<Series> series =
        surveys.stream().flatMap(each -> each.choice().series().stream()).toList();
    boolean several = series.stream().map(Series::metric).distinct().count() > 1;
    if (!several || surveys.get(0).isEmpty()) {
      // One metric alone has no companions.
      return Uni.createFrom().item(new SideBySideService.Found(List.of(), List.of(), 0L));
    }
    return counts
        .requireFewAnswers(series, surveys.get(0).days())
        .chain(() -> read(surveys.get(0), series))
        .chain(rows -> lines(surveys, rows));
  }

  /** Of the metrics that have answers, for who never could answer one says nothing. */
  private Uni<RowSet<Row>> read(Selected selected, List<Series> series) {
    AnswerFilter filter = AnswerFilter.of(selected.of(series).query(Cut.NONE));
    List<Object> parameters = new ArrayList<>(filter.parameters());
    parameters.add(series.stream().map(Series::id).toArray(Short[]::new));
    parameters.add(series.stream().map(each -> each.metric().name()).toArray(String[]::new));
    String sql =
        """
        with given as (
          select a.series, a.rating, a.trigger, r.contact_id, m.metric
            from (select * from answer where %1$s) a join response r using (slot, response_id)
            join unnest($%2$d::smallint[], $%3$d::text[]) m(series, metric) using (series)
           where r.contact_id is not null),
        everything as (
          select contact_id from given group by contact_id
          having count(distinct metric) > 1
             and count(distinct metric) = (select count(distinct metric) from given))
        select series, trigger::int as trigger, rating::int as rating, count(*) as n,
               (select count(*) from everything) contacts
          from given join everything using (contact_id) group by series, trigger, rating
        """
            .formatted(filter.condition(), parameters.size() - 1, parameters.size());
    return reads.ask(sql, Tuple.from(parameters));
  }

  private Uni<SideBySideService.Found> lines(List<Selected> surveys, RowSet<Row> rows) {
    List<Counted> counted = counted(surveys, rows);
    return names
        .describe(List.of(Segment.TRIGGER), counted.stream().map(Counted::row).toList())
        .map(
            known ->
                new SideBySideService.Found(
                    counted.stream()
                        .map(each -> line(each, known.getOrDefault(Segment.TRIGGER, Map.of())))
                        .toList(),
                    List.of(),
                    contacts(rows)));
  }

  private static long contacts(RowSet<Row> rows) {
    return rows.size() == 0 ? 0 : rows.iterator().next().getLong("contacts");
  }

  private static List<Counted> counted(List<Selected> surveys, RowSet<Row> rows) {
    List<Counted> counted = new ArrayList<>();
    for (Selected survey : surveys) {
      Set<Short> own =
          survey.choice().series().stream().map(Series::id).collect(Collectors.toSet());
      Map<Integer, Map<Integer, Long>> byTrigger = new TreeMap<>();
      for (Row row : rows) {
        if (own.contains(row.getShort("series"))) {
          byTrigger
              .computeIfAbsent(row.getInteger("trigger"), trigger -> new HashMap<>())
              .merge(row.getInteger("rating"), row.getLong("n"), Long::sum);
        }
      }
      byTrigger.forEach(
          (trigger, ratings) ->
              counted.add(
                  new Counted(
                      survey, new TallyRow(null, null, List.of(trigger), Histogram.of(ratings)))));
    }
    return counted;
  }

  private static SideBySide.SideLine line(Counted counted, Map<Integer, Member> triggers) {
    Selected survey = counted.survey();
    int id = counted.row().members().get(0);
    String trigger = triggers.getOrDefault(id, Member.unnamed(id)).value();
    return new SideBySide.SideLine(
        survey.choice().metric(),
        ScoreService.counted(survey),
        Asking.by(trigger, survey.choice().series().get(0).ofSignature()),
        trigger,
        ScoreResult.of(survey, counted.row().histogram()));
  }
}
