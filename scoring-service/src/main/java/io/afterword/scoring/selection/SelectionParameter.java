package io.afterword.scoring.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters that every question has, and their words in the API document. */
public enum SelectionParameter {
  SURVEY(
      "Survey id. Without it all surveys of the metric are counted together, as far as scale,"
          + " polarity and trigger agree.",
      "uuid",
      null),
  QUESTION("Question id within the survey; the scored question by default", null, "q1"),
  METRIC("Picks the questions; CSAT when no survey is named", null, "CSAT"),
  FROM("First local day; 30 days before the end by default", "date", "2026-11-01"),
  TO("First local day after the period; tomorrow by default", "date", "2026-12-01"),
  ZONE("May only name the workspace's zone; any other is refused", null, "Europe/Oslo"),
  FILTER(
      "A segment and its value, such as channel:EMAIL, or hourOfWeek:33 (Tuesday 9:00); may be"
          + " repeated.",
      null,
      "channel:EMAIL"),
  CONFIDENCE("Level of the intervals, 0.5 to 0.9999", null, "0.95"),
  AUDIENCE(
      "EMPLOYEES hides groups that are too small to be anonymous; it takes whole weeks or months"
          + " that are over. Surveys that promised anonymity are always shown that way.",
      null,
      "ANALYSTS"),
  SURVEYS(
      "Ids of surveys to count together, as far as scale, polarity and trigger agree; instead of"
          + " survey, may be repeated",
      "uuid",
      null);

  private final String description;
  private final @Nullable String format;
  private final @Nullable String example;

  SelectionParameter(String description, @Nullable String format, @Nullable String example) {
    this.description = description;
    this.format = format;
    this.example = example;
  }

  String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  @Nullable String format() {
    return format;
  }

  @Nullable String example() {
    return example;
  }

  /** The values it can have, where they are a closed list. */
  List<Object> closedList() {
    return switch (this) {
      case METRIC -> List.of("CSAT", "NPS", "CES");
      case AUDIENCE -> List.of("ANALYSTS", "EMPLOYEES");
      default -> List.of();
    };
  }

  /** The names of all of them, beside those that a question has of its own. */
  public static Set<String> and(String... own) {
    Set<String> all = new TreeSet<>(List.of(own));
    Arrays.stream(values()).map(SelectionParameter::parameter).forEach(all::add);
    return all;
  }
}
