package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.SendWindow;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.NearestName;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads when a policy may send. */
final class WindowReader {
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();

  private WindowReader() {}

  /** Null when there is none, or a faulty one. */
  static @Nullable SendWindow read(FieldReader fields) {
    FieldReader window = fields.object("window");
    if (window == null) {
      return null;
    }
    Set<DayOfWeek> days = days(window);
    LocalTime from = TermReader.timeOfDay(window, "from");
    LocalTime to = TermReader.timeOfDay(window, "to");
    window.close();
    LocalTime start = Objects.requireNonNullElse(from, LocalTime.MIDNIGHT);
    LocalTime end = Objects.requireNonNullElse(to, LocalTime.MIDNIGHT);
    if (SendWindow.isInverted(start, end)) {
      window.fault(
          "to",
          DispatchProblem.INVERTED_WINDOW,
          "The window must end after it begins; for a night make it two policies, or end it at 24:00.");
      return null;
    }
    return days.isEmpty() ? null : new SendWindow(days, start, end);
  }

  private static Set<DayOfWeek> days(FieldReader window) {
    JsonNode node = window.node("days");
    if (node == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    if (!node.isArray() || node.isEmpty()) {
      window.fault(
          "days",
          DispatchProblem.EMPTY_WINDOW,
          "days must name at least one weekday, or be left out; otherwise nothing is ever sent.");
      return days;
    }
    for (JsonNode each : node) {
      String name = each.asText();
      if (DAYS.contains(name)) {
        days.add(DayOfWeek.valueOf(name));
      } else {
        window.fault(
            "days",
            DispatchProblem.UNKNOWN_VALUE,
            "%s is no weekday%s"
                .formatted(
                    name.substring(0, Math.min(20, name.length())), NearestName.hint(name, DAYS)));
      }
    }
    return days;
  }
}
