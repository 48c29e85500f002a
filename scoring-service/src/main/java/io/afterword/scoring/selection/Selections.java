package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Tallies;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the series and members that a selection means. */
@ApplicationScoped
public class Selections {
  private static final String TRIGGER = "trigger";

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final Segments segments;
  private final SegmentNames names;
  private final Tallies tallies;

  Selections(
      Pool pool, SeriesCatalog catalog, Segments segments, SegmentNames names, Tallies tallies) {
    this.pool = pool;
    this.catalog = catalog;
    this.segments = segments;
    this.names = names;
    this.tallies = tallies;
  }

  /** Empty when nothing with the metric was ever published. */
  public Uni<Optional<Selected>> find(Selection selection) {
    return candidates(selection)
        .map(candidates -> ofOneMeasure(selection, candidates))
        .chain(
            candidates ->
                candidates.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : choose(selection, candidates)
                        .chain(choice -> selected(selection, choice))
                        .map(Optional::of));
  }

  /** Ratings in signatures are asked for by name, and never counted together with others. */
  private static List<Series> ofOneMeasure(Selection selection, List<Series> candidates) {
    boolean ofSignature = Series.SIGNATURE.equals(selection.filter().get("surface"));
    return candidates.stream().filter(each -> each.ofSignature() == ofSignature).toList();
  }

  /** The same for views of which there is none without a survey. */
  public Uni<Selected> require(Selection selection) {
    return find(selection)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        Problem.of(
                            ScoringProblem.UNKNOWN_SURVEY,
                            "nothing with the metric %s was ever published"
                                .formatted(selection.asked().metricOrUsual()))));
  }

  /** The segment of that name; refused when this workspace has none. */
  public Segment segment(String name) {
    return segments
        .named(name)
        .orElseThrow(() -> Parameters.unknownSegment(name, segments.names()));
  }

  private Uni<List<Series>> candidates(Selection selection) {
    Selection.Asked asked = selection.asked();
    if (!asked.surveys().isEmpty()) {
      return Multi.createFrom()
          .iterable(asked.surveys())
          .onItem()
          .transformToUniAndConcatenate(survey -> ofSurvey(asked, survey))
          .collect()
          .in(ArrayList<Series>::new, List::addAll)
          .map(List::copyOf);
    }
    UUID survey = asked.survey();
    return survey == null ? catalog.scored(pool, asked.metricOrUsual()) : ofSurvey(asked, survey);
  }

  private Uni<List<Series>> ofSurvey(Selection.Asked asked, UUID survey) {
    return catalog
        .ofSurvey(pool, survey)
        .map(
            all -> {
              if (all.isEmpty()) {
                throw Parameters.unknownSurvey(survey);
              }
              return ofOneQuestion(asked, all);
            });
  }

  /** All versions of the question that was named, else of the scored one. */
  private static List<Series> ofOneQuestion(Selection.Asked asked, List<Series> all) {
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

  /** Whatever else is filtered: what a survey measures does not depend on it. */
  private Uni<List<TallyRow>> triggers(Selection selection, SeriesChoice choice) {
    return tallies.read(
        new Selected(selection, choice, Map.of(), null, false).query(Cut.by(Segment.TRIGGER)));
  }

  private Uni<SeriesChoice> choose(Selection selection, List<Series> candidates) {
    Uni<Map<Short, Long>> answers =
        tallies.answersBySeries(
            Selected.slots(candidates), Selected.ids(candidates), selection.days());
    if (selection.asked().survey() != null) {
      return answers
          .map(counted -> SeriesChoice.withinSurvey(candidates, counted))
          .chain(choice -> warnedOfTriggers(selection, choice));
    }
    return answers
        .map(counted -> SeriesChoice.acrossSurveys(candidates, counted))
        .call(choice -> requireOneTrigger(selection, choice));
  }

  /** Within a survey the same is counted together, and said. */
  private Uni<SeriesChoice> warnedOfTriggers(Selection selection, SeriesChoice choice) {
    return selection.filter().containsKey(TRIGGER)
        ? Uni.createFrom().item(choice)
        : triggers(selection, choice)
            .chain(rows -> names.values(Segment.TRIGGER, rows))
            .map(choice::askedBy);
  }

  /** Across surveys, asking after each contact and asking every quarter are two measures. */
  private Uni<Void> requireOneTrigger(Selection selection, SeriesChoice choice) {
    boolean oneSurvey = choice.series().stream().map(Series::surveyId).distinct().count() == 1;
    if (oneSurvey || selection.filter().containsKey(TRIGGER)) {
      return Uni.createFrom().voidItem();
    }
    return triggers(selection, choice)
        .chain(rows -> names.of(Segment.TRIGGER, rows))
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

  private Uni<Selected> selected(Selection selection, SeriesChoice choice) {
    Map<String, String> members = new LinkedHashMap<>(selection.filter());
    Short hour = HourFilter.of(members.remove(HourFilter.NAME));
    return names
        .members(members, this::segment)
        .map(
            filter ->
                new Selected(selection, choice, filter, hour, filter.size() < members.size()));
  }
}
