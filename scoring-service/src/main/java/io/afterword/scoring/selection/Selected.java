package io.afterword.scoring.selection;

import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.RatingRange;
import io.afterword.scoring.tally.TallyQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a selection turned out to mean.
 *
 * @param filter the interned members that an answer must have
 * @param hour of the week that it must be of; null for any
 * @param isEmpty whether the filter names a value that no answer ever had
 */
public record Selected(
    Selection selection,
    SeriesChoice choice,
    Map<Segment, Short> filter,
    @Nullable Short hour,
    boolean isEmpty) {

  public Selected {
    filter = Map.copyOf(filter);
  }

  /** The series in the order of their surveys. */
  public Map<UUID, List<Series>> bySurvey() {
    return choice.series().stream()
        .collect(Collectors.groupingBy(Series::surveyId, LinkedHashMap::new, Collectors.toList()));
  }

  /** The days of the selection. */
  public Days days() {
    return selection.days();
  }

  /** The same series and members on other days, for what is held against them. */
  public Selected during(Days otherDays) {
    return new Selected(selection.during(otherDays), choice, filter, hour, isEmpty);
  }

  /** The same, said to be of these members too; what is counted stays as it is. */
  public Selected described(Map<String, String> members) {
    return new Selected(selection.with(members), choice, filter, hour, isEmpty);
  }

  /** The same days and members of other series. */
  public Selected of(List<Series> others) {
    return new Selected(
        selection, new SeriesChoice(others, choice.warnings()), filter, hour, isEmpty);
  }

  /** The same series and days, whatever the members. */
  public Selected unfiltered() {
    return new Selected(selection, choice, Map.of(), null, false);
  }

  public TallyQuery query(Cut cut) {
    return new TallyQuery(
        slots(choice.series()),
        ids(choice.series()),
        RatingRange.of(choice.series().stream().map(Series::scale).toList()),
        days(),
        cut,
        filter,
        hour,
        Counts.MOST_POINTS);
  }

  static Set<Short> slots(List<Series> series) {
    return series.stream().map(Series::slot).collect(Collectors.toSet());
  }

  static Set<Short> ids(List<Series> series) {
    return series.stream().map(Series::id).collect(Collectors.toSet());
  }
}
