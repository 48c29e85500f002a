package io.afterword.scoring.score;

import io.afterword.scoring.series.KnownSurvey;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page shows around the live part: the choice of survey and days. */
record ScorePageView(
    List<SurveyOption> surveys, Chosen chosen, List<QuickPeriod> quick, String zone) {

  record SurveyOption(UUID id, String name, boolean archived, boolean selected) {}

  /** The last day belongs to the period, as people say it; the API's end is the day after. */
  record Chosen(@Nullable UUID survey, LocalDate from, LocalDate until) {

    public String query() {
      return "survey=%s&from=%s&until=%s".formatted(survey, from, until);
    }
  }

  record QuickPeriod(int days, String query, boolean current) {}

  private static final List<Integer> QUICK_DAYS = List.of(7, 30, 90, 365);

  static ScorePageView of(List<KnownSurvey> surveys, Chosen chosen, LocalDate today, String zone) {
    return new ScorePageView(
        surveys.stream()
            .map(
                survey ->
                    new SurveyOption(
                        survey.id(),
                        survey.name(),
                        survey.archived(),
                        survey.id().equals(chosen.survey())))
            .toList(),
        chosen,
        QUICK_DAYS.stream().map(days -> quick(days, chosen, today)).toList(),
        zone);
  }

  private static QuickPeriod quick(int days, Chosen chosen, LocalDate today) {
    Chosen period = new Chosen(chosen.survey(), today.minusDays(days - 1L), today);
    return new QuickPeriod(days, period.query(), period.equals(chosen));
  }
}
