package io.afterword.dispatch.ledger;

import io.afterword.dispatch.decision.SkipReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A decision in words: what was decided, what it rests on, and when it may be otherwise. */
@ApplicationScoped
public class Explanation {
  private final DateTimeFormatter time;

  Explanation(@ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /**
   * "Not asked. The policy keeps ... (asked 2026-11-02 09:00). Possible again 2026-12-02 09:00."
   */
  public String of(LedgerEntry entry) {
    return switch (entry.outcome()) {
      case ASK -> "Asked; the mail is due " + at(entry.dueAt()) + ".";
      case MOVE -> "Waits until " + at(entry.dueAt()) + ". " + why(entry);
      case SKIP -> "Not asked. " + why(entry) + again(entry);
    };
  }

  private String again(LedgerEntry entry) {
    if (entry.nextAt() == null) {
      return "";
    }
    return entry.point() == LedgerEntry.Point.WAVE
        ? " Their next turn is " + at(entry.nextAt()) + "."
        : " Possible again from " + at(entry.nextAt()) + ".";
  }

  private String why(LedgerEntry entry) {
    SkipReason reason = entry.reason();
    if (reason == null) {
      return "";
    }
    String more = restsOn(reason, entry.facts() == null ? Map.of() : entry.facts());
    String sentence = reason.sentence();
    return more.isEmpty()
        ? sentence
        : sentence.substring(0, sentence.length() - 1) + " (" + more + ").";
  }

  private String restsOn(SkipReason reason, Map<String, Object> facts) {
    return switch (reason) {
      case COUNTING -> said(facts, "counted") + " of " + said(facts, "of");
      case COOL_DOWN_FLOOR,
          COOL_DOWN_ACROSS_ALL,
          COOL_DOWN_PER_METRIC,
          COOL_DOWN_PER_SURVEY,
          OTHER_POLICY ->
          facts.containsKey("askedAt")
              ? "asked " + moment(facts, "askedAt")
              : facts.containsKey("dueAt") ? "due " + moment(facts, "dueAt") : "";
      case DAILY_CAP -> said(facts, "dailyCap") + " on " + said(facts, "day");
      case SAMPLED_OUT -> "a share of " + said(facts, "sampleRate");
      case NOT_CUSTOMER_INITIATED -> "initiatedBy is " + said(facts, "initiatedBy");
      case OUTSIDE_WINDOW -> "in " + said(facts, "zone");
      case TOO_OLD -> facts.containsKey("maxAge") ? "more than " + said(facts, "maxAge") : "";
      default -> "";
    };
  }

  private static String said(Map<String, Object> facts, String name) {
    Object value = facts.get(name);
    return value == null ? "?" : value.toString();
  }

  private String moment(Map<String, Object> facts, String name) {
    try {
      return time.format(Instant.parse(said(facts, name)));
    } catch (DateTimeException unreadable) {
      return said(facts, name);
    }
  }

  /** A moment as people here read it. */
  public String at(@Nullable Instant instant) {
    return instant == null ? "" : time.format(instant);
  }
}
