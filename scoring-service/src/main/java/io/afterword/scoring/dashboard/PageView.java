package io.afterword.scoring.dashboard;

import io.afterword.scoring.benchmark.Benchmark;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.tally.Days;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the page shows around the panels: the choice of survey, days and segment. */
record PageView(
    List<SurveyOption> surveys,
    LocalDate from,
    LocalDate until,
    List<SegmentOption> segments,
    List<AskedOption> askings,
    List<QuickPeriod> quick,
    String zone,
    String query,
    boolean own,
    boolean mayWrite,
    UUID survey,
    Metric metric,
    LocalDate today,
    List<Benchmark> benchmarks) {

  record SurveyOption(UUID id, String label, boolean archived, boolean selected) {}

  record SegmentOption(String value, String name, boolean selected) {}

  /** How the answers that are shown were asked for. */
  record AskedOption(String value, String name, boolean selected) {}

  /**
   * @param weeks whether its number counts whole weeks that are over
   */
  record QuickPeriod(int number, boolean weeks, String query, boolean current) {}

  /** What every page has, whoever looks at it. */
  record Frame(String zone, List<String> segments, boolean mayWrite, List<Benchmark> benchmarks) {}

  private static final List<Integer> QUICK_DAYS = List.of(7, 30, 90, 365);

  /** Whole weeks have every weekday equally often; anonymous surveys show nothing else. */
  private static final int QUICK_WEEKS = 12;

  static PageView of(Look look, Frame frame) {
    return new PageView(
        look.surveys().stream().map(survey -> option(survey, look)).toList(),
        look.days().from(),
        look.until(),
        frame.segments().stream()
            .filter(segment -> !(look.isOwn() && segment.equals("agent")))
            .map(
                segment ->
                    new SegmentOption(
                        segment,
                        look.words().segments().segmentName(segment),
                        segment.equals(look.by())))
            .toList(),
        look.asked().triggers().stream().map(trigger -> option(trigger, look)).toList(),
        quick(look),
        frame.zone(),
        look.query(),
        look.isOwn(),
        frame.mayWrite(),
        look.survey().id(),
        look.survey().metric(),
        look.today(),
        frame.benchmarks());
  }

  private static SurveyOption option(KnownSurvey survey, Look look) {
    return new SurveyOption(
        survey.id(),
        survey.metric() + " · " + survey.name(),
        survey.archived(),
        survey.id().equals(look.survey().id()));
  }

  private static AskedOption option(String trigger, Look look) {
    return new AskedOption(
        trigger,
        look.words().text().triggerAsked(trigger, Asking.by(trigger).name()),
        trigger.equals(look.asked().shown()));
  }

  private static List<QuickPeriod> quick(Look look) {
    List<QuickPeriod> quick = new ArrayList<>();
    LocalDate tomorrow = look.today().plusDays(1);
    QUICK_DAYS.forEach(
        days -> quick.add(period(days, false, new Days(tomorrow.minusDays(days), tomorrow), look)));
    LocalDate monday = look.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    quick.add(period(QUICK_WEEKS, true, new Days(monday.minusWeeks(QUICK_WEEKS), monday), look));
    return quick;
  }

  private static QuickPeriod period(int number, boolean weeks, Days days, Look look) {
    return new QuickPeriod(number, weeks, look.query(days), days.equals(look.days()));
  }
}
