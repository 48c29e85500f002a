package io.afterword.scoring.dashboard;

import io.afterword.scoring.beside.SideBySide;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.selection.Audience;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.wording.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor looks at: one survey in some days, cut by one segment, in one language.
 *
 * @param surveys all that there are, those in use first; never empty
 * @param by the segment of the comparison, by its name in the API
 * @param heat members that the map of hours is narrowed to, by segment
 * @param people whose answers stand side by side
 * @param asked the triggers of the survey's answers, where they ask about different things; one of
 *     them is shown, for what they measure is not the same
 * @param agent whose own answers alone are shown; null for everybody's
 */
record Look(
    List<KnownSurvey> surveys,
    KnownSurvey survey,
    Days days,
    LocalDate today,
    String by,
    Map<String, String> heat,
    SideBySide.People people,
    AskedBy asked,
    @Nullable String agent,
    Words words) {

  Look {
    heat = Map.copyOf(heat);
  }

  /** Of the chosen survey. */
  Selection selection() {
    return selection(survey.id());
  }

  Selection selection(UUID other) {
    return new Selection(
        new Selection.Asked(other, null, null),
        days,
        filter(),
        Confidence.DEFAULT,
        Audience.ANALYSTS);
  }

  ScoreQuestion question() {
    return ScoreQuestion.of(selection());
  }

  /** The same survey however its answers were asked for. */
  Selection selectionOfAll() {
    return new Selection(
        new Selection.Asked(survey.id(), null, null),
        days,
        ofAgent(),
        Confidence.DEFAULT,
        Audience.ANALYSTS);
  }

  /** What every figure of the chosen survey is narrowed to. */
  Map<String, String> filter() {
    Map<String, String> filter = new LinkedHashMap<>(ofAgent());
    String trigger = asked.shown();
    if (trigger != null) {
      filter.put("trigger", trigger);
    }
    return filter;
  }

  private Map<String, String> ofAgent() {
    return agent == null ? Map.of() : Map.of("agent", agent);
  }

  /** The same, showing what was asked for by one of these triggers. */
  Look asked(AskedBy triggers) {
    return new Look(surveys, survey, days, today, by, heat, people, triggers, agent, words);
  }

  boolean isOwn() {
    return agent != null;
  }

  /** The last day belongs to the period, as people say it. */
  LocalDate until() {
    return days.to().minusDays(1);
  }

  String query() {
    return query(survey.id(), days, by) + joined(narrowed());
  }

  /** Of the same answers on other days, without what single panels are narrowed to. */
  String query(Days others) {
    return query(survey.id(), others, by) + joined(askedFor());
  }

  private static String joined(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            each ->
                "&%s=%s"
                    .formatted(
                        each.getKey(), URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)))
        .collect(Collectors.joining());
  }

  /** What goes along with a form that offers these parameters. */
  List<Panel.Field> fieldsBeside(Set<String> offered) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("survey", survey.id().toString());
    fields.put("from", days.from().toString());
    fields.put("until", until().toString());
    fields.put("by", by);
    fields.putAll(narrowed());
    fields.keySet().removeAll(offered);
    return fields.entrySet().stream()
        .map(each -> new Panel.Field(each.getKey(), each.getValue()))
        .toList();
  }

  private Map<String, String> askedFor() {
    String trigger = asked.shown();
    return trigger == null ? Map.of() : Map.of(Looks.ASKED, trigger);
  }

  /** What single panels are narrowed to, by the name of its parameter. */
  private Map<String, String> narrowed() {
    Map<String, String> narrowed = new TreeMap<>(askedFor());
    heat.forEach((segment, member) -> narrowed.put(Looks.heatParameter(segment), member));
    if (people != SideBySide.People.ALL) {
      narrowed.put(Looks.PEOPLE, people.name());
    }
    return narrowed;
  }

  static String query(UUID survey, Days days, String by) {
    return "survey=%s&from=%s&until=%s&by=%s"
        .formatted(
            survey,
            days.from(),
            days.to().minusDays(1),
            URLEncoder.encode(by, StandardCharsets.UTF_8));
  }
}
