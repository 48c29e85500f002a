package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.FilterSentence;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Rhythm;
import io.afterword.dispatch.decision.SendWindow;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.Variant;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.MonthDay;
import java.time.Period;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A policy as one sentence: "24 hours after each interaction where kind is SUPPORT, at most once in
 * 30 days per person, Monday to Friday 09:00 to 18:00 in their zone."
 */
final class PolicySentence {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private PolicySentence() {}

  static String of(PolicyTerms terms) {
    var parts = new ArrayList<String>();
    parts.add(when(terms) + whom(terms));
    gaps(terms.coolDowns(), parts);
    limits(terms.limits(), parts);
    window(terms.sending().window(), parts);
    reminders(terms.sending().reminders(), parts);
    split(terms.sending().split(), parts);
    return String.join(", ", parts) + ".";
  }

  private static String when(PolicyTerms terms) {
    Trigger trigger = terms.trigger();
    if (trigger instanceof Trigger.Recurring recurring) {
      return rhythm(recurring);
    }
    if (trigger instanceof Trigger.Chain chain) {
      return Durations.inWords(chain.after())
          + (chain.step() == ChainStep.ANSWERED
              ? " after a person has answered "
              : " after a person was asked by ")
          + "policy "
          + chain.follows();
    }
    if (trigger instanceof Trigger.OnRequest) {
      return "Only when somebody wants a person to be asked";
    }
    String delay =
        terms.delay().isZero() ? "At once after " : Durations.inWords(terms.delay()) + " after ";
    if (trigger instanceof Trigger.EveryN every) {
      return delay + "every " + ordinal(every.n()) + " interaction of a person";
    }
    return delay + "each interaction";
  }

  private static String rhythm(Trigger.Recurring recurring) {
    String often =
        recurring.rhythm() instanceof Rhythm.Every every
            ? "Every " + Durations.inWords(every.every())
            : recurring.rhythm() instanceof Rhythm.On on ? "Each year on " + dates(on.days()) : "";
    Period spread = recurring.spread();
    return often
        + (spread == null
            ? ", each person at their own turn in the cycle"
            : ", spread over " + Durations.inWords(spread));
  }

  private static String dates(List<MonthDay> days) {
    return days.stream()
        .map(
            day ->
                day.getDayOfMonth()
                    + " "
                    + day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .collect(Collectors.joining(" and "));
  }

  private static String whom(PolicyTerms terms) {
    String where = terms.filter() == null ? "" : " where " + FilterSentence.of(terms.filter());
    if (terms.trigger() instanceof Trigger.EveryN every && every.orAfterQuiet() != null) {
      return where + ", or after " + Durations.inWords(every.orAfterQuiet()) + " without any";
    }
    return !terms.trigger().looksAtInteractions() && !where.isEmpty() ? ", only" + where : where;
  }

  private static void gaps(PolicyTerms.Gaps gaps, List<String> parts) {
    gap(gaps.acrossAll(), "", parts);
    gap(gaps.perMetric(), " with the same metric", parts);
    gap(gaps.perSurvey(), " with this survey", parts);
  }

  private static void gap(Duration gap, String with, List<String> parts) {
    if (!gap.isZero()) {
      parts.add("at most once in " + Durations.inWords(gap) + " per person" + with);
    }
  }

  private static void limits(PolicyTerms.Limits limits, List<String> parts) {
    if (limits.initiators() != null) {
      parts.add(
          limits.initiators() == PolicyTerms.Initiators.CUSTOMER
              ? "only about what the customer began"
              : "whoever began it");
    }
    if (limits.sampleRate().compareTo(BigDecimal.ONE) < 0) {
      String percent = limits.sampleRate().multiply(HUNDRED).stripTrailingZeros().toPlainString();
      parts.add("for " + percent + " % of the people");
    }
    if (limits.dailyCap() != null) {
      parts.add("at most " + limits.dailyCap() + " a day");
    }
  }

  private static void window(@Nullable SendWindow window, List<String> parts) {
    if (window != null) {
      parts.add(
          "%s %s to %s in their zone"
              .formatted(
                  days(window.days().stream().sorted().toList()),
                  TermReader.said(window.from(), false),
                  TermReader.said(window.to(), true)));
    }
  }

  /** "daily", "Monday to Friday", "Monday, Wednesday". */
  private static String days(List<DayOfWeek> days) {
    int first = days.get(0).getValue();
    int last = days.get(days.size() - 1).getValue();
    if (days.size() == 7) {
      return "daily";
    }
    return days.size() > 2 && last - first == days.size() - 1
        ? name(days.get(0)) + " to " + name(days.get(days.size() - 1))
        : days.stream().map(PolicySentence::name).collect(Collectors.joining(", "));
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static void reminders(List<Duration> reminders, List<String> parts) {
    if (!reminders.isEmpty()) {
      parts.add(
          "with a reminder after "
              + reminders.stream().map(Durations::inWords).collect(Collectors.joining(" and ")));
    }
  }

  private static void split(List<Variant> split, List<String> parts) {
    if (!split.isEmpty()) {
      parts.add(
          "split evenly into "
              + split.stream().map(PolicySentence::variant).collect(Collectors.joining(" and ")));
    }
  }

  /** "B (subject “One click”, 2 hours later)". */
  private static String variant(Variant variant) {
    var other = new ArrayList<String>();
    if (variant.subject() != null) {
      other.add("subject “" + variant.subject() + "”");
    }
    if (variant.delay() != null) {
      other.add(
          variant.delay().isZero() ? "at once" : Durations.inWords(variant.delay()) + " later");
    }
    window(variant.window(), other);
    return other.isEmpty()
        ? variant.name()
        : variant.name() + " (" + String.join(", ", other) + ")";
  }

  private static String ordinal(int n) {
    int tens = n % 100;
    if (tens >= 11 && tens <= 13) {
      return n + "th";
    }
    return switch (n % 10) {
      case 1 -> n + "st";
      case 2 -> n + "nd";
      case 3 -> n + "rd";
      default -> n + "th";
    };
  }
}
