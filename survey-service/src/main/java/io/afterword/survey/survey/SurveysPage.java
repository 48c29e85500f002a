package io.afterword.survey.survey;

import io.afterword.platform.http.CursorPage;
import io.afterword.survey.template.Template;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that the list of surveys shows.
 *
 * @param older cursor of the next page, if there is one
 */
record SurveysPage(List<Line> lines, List<Choice> templates, @Nullable String older) {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  /** One survey. */
  record Line(
      String id,
      String name,
      String metric,
      String state,
      String tone,
      String version,
      String changedAt,
      String changed,
      boolean open) {}

  /** One template to make a survey from. */
  record Choice(String id, String title, String purpose, boolean first) {}

  /**
   * @param zone of the workspace, in which its people read times
   */
  static SurveysPage of(CursorPage<SurveyView> page, ZoneId zone) {
    return new SurveysPage(
        page.items().stream().map(survey -> line(survey, zone)).toList(),
        Template.ids().stream()
            .map(id -> Template.find(id).orElseThrow())
            .map(
                template ->
                    new Choice(
                        template.id(),
                        template.title(),
                        template.purpose(),
                        template == Template.CSAT))
            .toList(),
        page.nextCursor());
  }

  private static Line line(SurveyView survey, ZoneId zone) {
    return new Line(
        survey.id().toString(),
        survey.name(),
        survey.metric().name(),
        switch (survey.state()) {
          case DRAFT -> "Draft";
          case PUBLISHED -> "Published";
          case ARCHIVED -> "Archived";
        },
        survey.state() == SurveyState.PUBLISHED ? "good" : "quiet",
        survey.version() == null ? "" : String.valueOf(survey.version()),
        survey.changedAt().toString(),
        DAY_AND_TIME.format(survey.changedAt().atZone(zone)),
        survey.state() != SurveyState.ARCHIVED);
  }
}
