package io.afterword.scoring.score;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.Tallies;
import io.afterword.scoring.tally.TallyQuery;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the series that a question means, counts them, and says what the counts mean. */
@ApplicationScoped
public class ScoreService {
  /** What crosses segments reads every answer of the period; more than this is not waited for. */
  static final long MOST_ANSWERS_READ = 200_000;

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final Segments segments;
  private final Members members;
  private final Tallies tallies;
  private final Workspace workspace;

  ScoreService(
      Pool pool,
      SeriesCatalog catalog,
      Segments segments,
      Members members,
      Tallies tallies,
      Workspace workspace) {
    this.pool = pool;
    this.catalog = catalog;
    this.segments = segments;
    this.members = members;
    this.tallies = tallies;
    this.workspace = workspace;
  }

  public Uni<Scores> answer(ScoreQuestion question) {
    return candidates(question)
        .chain(
            candidates ->
                candidates.isEmpty()
                    ? Uni.createFrom().item(nothingPublished(question))
                    : choose(question, candidates).chain(choice -> count(question, choice)));
  }

  private Uni<List<Series>> candidates(ScoreQuestion question) {
    ScoreQuestion.Asked asked = question.asked();
    if (asked.survey() == null) {
      return catalog.scored(pool, metric(asked));
    }
    return catalog
        .ofSurvey(pool, asked.survey())
        .map(
            all -> {
              if (all.isEmpty()) {
                throw Parameters.unknownSurvey(asked.survey());
              }
              return ofOneQuestion(asked, all);
            });
  }

  private static Metric metric(ScoreQuestion.Asked asked) {
    return asked.metric() == null ? Metric.CSAT : asked.metric();
  }

  /** All versions of the question that was named, else of the scored one. */
  private static List<Series> ofOneQuestion(ScoreQuestion.Asked asked, List<Series> all) {
    List<Series> found =
        all.stream()
            .filter(each -> asked.metric() == null || each.metric() == asked.metric())
            .filter(
                each ->
                    asked.question() == null
                        ? each.question().scored()
                        : each.question().id().equals(asked.question()))
            .toList();
    if (found.isEmpty()) {
      Set<String> known =
          all.stream()
              .map(each -> each.question().id() + " (" + each.metric() + ")")
              .collect(Collectors.toCollection(TreeSet::new));
      throw Problem.of(
          ScoringProblem.UNKNOWN_QUESTION,
          "the survey has the rating questions %s; none of them is %s %s"
              .formatted(
                  known,
                  asked.question() == null ? "scored" : asked.question(),
                  asked.metric() == null ? "" : asked.metric()));
    }
    return found;
  }

  private Uni<SeriesChoice> choose(ScoreQuestion question, List<Series> candidates) {
    Uni<Map<Short, Long>> answers =
        tallies.answersBySeries(slots(candidates), ids(candidates), question.days());
    if (question.asked().survey() != null) {
      return answers.map(counted -> SeriesChoice.withinSurvey(candidates, counted));
    }
    return answers
        .map(counted -> SeriesChoice.acrossSurveys(candidates, counted))
        .call(choice -> requireOneTrigger(question, choice));
  }

  /** Across surveys, asking after each contact and asking every quarter are two measures. */
  private Uni<Void> requireOneTrigger(ScoreQuestion question, SeriesChoice choice) {
    boolean oneSurvey = choice.series().stream().map(Series::surveyId).distinct().count() == 1;
    if (oneSurvey || question.filter().containsKey("trigger")) {
      return Uni.createFrom().voidItem();
    }
    return tallies
        .read(query(question, choice, Segment.TRIGGER, Map.of(), Grain.NONE))
        .chain(
            rows ->
                members.describe(Segment.TRIGGER, memberIds(rows)).map(names -> named(rows, names)))
        .invoke(
            triggers -> {
              if (triggers.size() > 1) {
                throw Problem.of(
                        ScoringProblem.DIFFERENT_SCALE,
                        "these answers were asked for by the triggers %s; ask for one survey or filter by trigger"
                            .formatted(triggers))
                    .with("triggers", triggers);
              }
            })
        .replaceWithVoid();
  }

  private static List<String> named(List<TallyRow> rows, Map<Integer, Member> names) {
    return rows.stream()
        .map(row -> member(names, row.member()).name())
        .distinct()
        .sorted()
        .toList();
  }

  private Uni<Scores> count(ScoreQuestion question, SeriesChoice choice) {
    String grouped = question.cut().groupBy();
    Segment groupBy = grouped == null ? null : segment(grouped);
    return filter(question)
        .chain(
            filter ->
                filter.isEmpty()
                    // A value that no answer ever had: no answers, not an error.
                    ? Uni.createFrom().item(List.<TallyRow>of())
                    : read(query(question, choice, groupBy, filter.get(), question.cut().grain())))
        .chain(rows -> names(groupBy, rows).map(names -> scores(question, choice, rows, names)));
  }

  private Uni<List<TallyRow>> read(TallyQuery query) {
    if (query.filter().size() + (query.groupBy() == null ? 0 : 1) < 2) {
      return tallies.read(query);
    }
    return tallies
        .answersBySeries(query.slots(), query.series(), query.days())
        .invoke(
            counted -> {
              long answers = counted.values().stream().mapToLong(Long::longValue).sum();
              if (answers > MOST_ANSWERS_READ) {
                throw Problem.of(
                    ScoringProblem.TOO_MANY_ANSWERS,
                    "a view across segments reads at most %d answers, this period has %d; ask for fewer days or one segment"
                        .formatted(MOST_ANSWERS_READ, answers));
              }
            })
        .chain(() -> tallies.read(query));
  }

  private static TallyQuery query(
      ScoreQuestion question,
      SeriesChoice choice,
      @Nullable Segment groupBy,
      Map<Segment, Short> filter,
      Grain grain) {
    return new TallyQuery(
        slots(choice.series()), ids(choice.series()), question.days(), grain, groupBy, filter);
  }

  /** The interned members of the filter; empty when one of them was never seen. */
  private Uni<Optional<Map<Segment, Short>>> filter(ScoreQuestion question) {
    Map<Segment, Short> found = new EnumMap<>(Segment.class);
    Uni<Boolean> allKnown = Uni.createFrom().item(true);
    for (Map.Entry<String, String> term : question.filter().entrySet()) {
      Segment segment = segment(term.getKey());
      allKnown =
          allKnown.chain(
              known ->
                  members
                      .find(segment, term.getValue())
                      .map(
                          id -> {
                            if (id != null) {
                              found.put(segment, id);
                            }
                            return known && id != null;
                          }));
    }
    return allKnown.map(known -> known ? Optional.of(found) : Optional.empty());
  }

  private Uni<Map<Integer, Member>> names(@Nullable Segment groupBy, List<TallyRow> rows) {
    return groupBy == null
        ? Uni.createFrom().item(Map.of())
        : members.describe(groupBy, memberIds(rows));
  }

  private static Set<Integer> memberIds(List<TallyRow> rows) {
    return rows.stream().map(TallyRow::member).collect(Collectors.toSet());
  }

  private Segment segment(String name) {
    return segments
        .named(name)
        .orElseThrow(() -> Parameters.unknownSegment(name, segments.names()));
  }

  private Scores scores(
      ScoreQuestion question,
      SeriesChoice choice,
      List<TallyRow> rows,
      Map<Integer, Member> names) {
    Histogram all = rows.stream().map(TallyRow::histogram).reduce(Histogram.EMPTY, Histogram::plus);
    boolean cut = question.cut().groupBy() != null || question.cut().grain() != Grain.NONE;
    return frame(
        question,
        choice.metric(),
        counted(choice),
        result(question, choice, all),
        cut
            ? ScoreGroups.of(question, rows, names, each -> result(question, choice, each))
            : List.of());
  }

  private static ScoreResult result(
      ScoreQuestion question, SeriesChoice choice, Histogram histogram) {
    return ScoreResult.of(
        choice.metric(), choice.scale(), histogram, question.confidence(), choice.warnings());
  }

  private static List<Scores.CountedSurvey> counted(SeriesChoice choice) {
    List<Scores.CountedSurvey> surveys = new ArrayList<>();
    choice.series().stream()
        .collect(Collectors.groupingBy(Series::surveyId, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (id, versions) ->
                surveys.add(
                    new Scores.CountedSurvey(
                        id,
                        versions.get(0).surveyName(),
                        versions.get(0).question().id(),
                        versions.stream().map(Series::version).toList())));
    return surveys;
  }

  private Scores nothingPublished(ScoreQuestion question) {
    return frame(question, metric(question.asked()), List.of(), null, List.of());
  }

  private Scores frame(
      ScoreQuestion question,
      Metric metric,
      List<Scores.CountedSurvey> surveys,
      @Nullable ScoreResult total,
      List<Scores.ScoreGroup> groups) {
    Grain grain = question.cut().grain();
    return new Scores(
        workspace.calendar().zone().getId(),
        question.days().from(),
        question.days().to(),
        metric,
        surveys,
        question.cut().groupBy(),
        grain == Grain.NONE ? null : grain.name().toLowerCase(Locale.ROOT),
        question.filter(),
        total,
        groups);
  }

  private static Member member(Map<Integer, Member> names, int id) {
    Member member = names.get(id);
    return member == null ? new Member((short) id, null, "member " + id) : member;
  }

  private static Set<Short> slots(List<Series> series) {
    return series.stream().map(Series::slot).collect(Collectors.toSet());
  }

  private static Set<Short> ids(List<Series> series) {
    return series.stream().map(Series::id).collect(Collectors.toSet());
  }
}
