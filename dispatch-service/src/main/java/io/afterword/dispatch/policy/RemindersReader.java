package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.reading.FieldReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when somebody who has not answered is reminded. */
final class RemindersReader {
  /** More than two are felt as pressure, and answers under pressure say little. */
  private static final int MOST = 2;

  private static final Duration LEAST = Duration.ofDays(1);

  private RemindersReader() {}

  /**
   * @param expiry a reminder after it would have nothing to remind of
   */
  static List<Duration> read(FieldReader fields, Duration expiry) {
    JsonNode node = fields.node("reminders");
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.size() > MOST) {
      fields.fault(
          "reminders",
          DispatchProblem.TOO_MANY,
          "reminders is a list of at most two durations from the first mail, such as [\"P3D\"].");
      return List.of();
    }
    var reminders = new ArrayList<Duration>();
    Duration before = Duration.ZERO;
    for (JsonNode each : node) {
      @Nullable Duration reminder = each.isTextual() ? TermReader.duration(each.textValue()) : null;
      if (reminder == null) {
        fields.fault(
            "reminders",
            DispatchProblem.NOT_A_DURATION,
            "A reminder is an ISO-8601 duration from the first mail, such as P3D.");
        return List.of();
      }
      if (isTooSoon(reminder, before) || reminder.compareTo(expiry) >= 0) {
        fields.fault(
            "reminders",
            DispatchProblem.OUT_OF_RANGE,
            "Reminders lie at least a day apart and before the invitation expires, which is after %s."
                .formatted(expiry));
        return List.of();
      }
      reminders.add(reminder);
      before = reminder;
    }
    return reminders;
  }

  private static boolean isTooSoon(Duration reminder, Duration before) {
    return reminder.compareTo(before.plus(LEAST)) < 0;
  }
}
