package io.afterword.survey.quarantine;

import io.afterword.platform.http.CursorPage;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.respond.Answer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a survey's quarantine shows.
 *
 * @param later cursor of the next page, if there is one
 * @param mayDecide whether the reader sees the buttons
 */
record QuarantinePage(
    String survey,
    List<Line> lines,
    List<Domain> domains,
    @Nullable String later,
    boolean mayDecide) {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  /** One response. */
  record Line(
      String id, String at, String when, String rating, String text, String why, String domain) {}

  /** One line of the meter. */
  record Domain(String name, long links, long responses, long quarantined, String why) {}

  static QuarantinePage of(
      String survey,
      CursorPage<QuarantinedView> page,
      List<BotMeter.Line> meter,
      ZoneId zone,
      boolean mayDecide) {
    return new QuarantinePage(
        survey,
        page.items().stream().map(each -> line(each, zone)).toList(),
        meter.stream().map(QuarantinePage::domain).toList(),
        page.nextCursor(),
        mayDecide);
  }

  private static Line line(QuarantinedView response, ZoneId zone) {
    return new Line(
        response.id().toString(),
        response.answeredAt().toString(),
        DAY_AND_TIME.format(response.answeredAt().atZone(zone)),
        first(response.answers().stream().map(Answer::rating)),
        first(response.answers().stream().map(Answer::text)),
        response.signals().stream().map(QuarantinePage::said).collect(Collectors.joining("; ")),
        response.recipientDomain() == null ? "" : response.recipientDomain());
  }

  private static Domain domain(BotMeter.Line line) {
    return new Domain(
        line.domain().equals(BotMeter.OTHERS) ? "all others" : line.domain(),
        line.links(),
        line.responses(),
        line.quarantined(),
        line.signals().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> said(each.getKey()) + ": " + each.getValue())
            .collect(Collectors.joining("; ")));
  }

  private static String first(Stream<? extends @Nullable Object> values) {
    return values.filter(Objects::nonNull).findFirst().map(Object::toString).orElse("");
  }

  private static String said(Signal signal) {
    return switch (signal) {
      case TOO_FAST -> "sent at once";
      case MANY_LINKS -> "many links of the mail opened";
      case SEVERAL_RATINGS -> "several ratings within seconds";
      case SCANNER_NETWORK -> "a scanner's network";
      case HIDDEN_LINK -> "the hidden link followed";
      case NO_TRUSTED_INPUT -> "nobody touched the page";
    };
  }
}
