package io.afterword.dev.benchmarks;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Answers as a support organisation gets them, the same for the same seed: more in business hours
 * and on weekdays, a few agents with most of the work, each agent and channel with ratings of its
 * own, six facts of the workspace's own with 3 to 60 values, interactions some hours before their
 * answers. All of one survey on 1 to 5, the hardest case for what is read by survey.
 */
final class AnswerMaker {
  static final int DAYS = 400;
  static final int AGENTS = 500;

  /** Of the facts that the workspace declared, how many values each has. */
  static final int[] FACT_VALUES = {3, 5, 8, 12, 20, 60};

  /** Of channel, agent, team, locale, trigger, kind, stage, surface, by dimension. */
  static final int[][] MEMBERS = {
    {1, 4}, {2, AGENTS}, {3, 12}, {4, 10}, {5, 3}, {7, 4}, {8, 3}, {9, 3}
  };

  static final List<String> COLUMNS =
      List.of(
          "slot",
          "response_id",
          "question",
          "revision",
          "series",
          "day",
          "hour_of_week",
          "rating",
          "channel",
          "agent",
          "team",
          "locale",
          "trigger",
          "kind",
          "stage",
          "surface",
          "fact1",
          "fact2",
          "fact3",
          "fact4",
          "fact5",
          "fact6",
          "fact7",
          "fact8",
          "first_response_seconds",
          "answered_at");

  /** The first member with a name; 0 is "not given" and 1 "other". */
  private static final int FIRST_MEMBER = 2;

  private static final double[] HOURS = {
    1, 1, 1, 1, 1, 2, 4, 9, 18, 26, 28, 26, 20, 24, 26, 24, 20, 14, 10, 8, 7, 5, 3, 2
  };

  private final SplittableRandom random;
  private final short slot;
  private final short series;
  private final double[] hours = sums(HOURS);
  private final double[] agents = sums(zipf(AGENTS, 10));
  private final double[] channels = sums(new double[] {50, 25, 15, 10});
  private final double[] locales = sums(zipf(10, 1));
  private final double[] triggers = sums(new double[] {70, 20, 10});
  private final double[] kinds = sums(new double[] {60, 20, 15, 5});
  private final double[] thirds = sums(new double[] {60, 30, 10});
  private final List<double[]> facts = new ArrayList<>();

  AnswerMaker(long seed, short slot, short series) {
    this.random = new SplittableRandom(seed);
    this.slot = slot;
    this.series = series;
    for (int values : FACT_VALUES) {
      facts.add(sums(zipf(values, 1)));
    }
  }

  /** How many answers each of the days up to the last has. */
  static int[] perDay(int answers, LocalDate last) {
    double[] weights = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      DayOfWeek ofWeek = last.minusDays(DAYS - 1L - day).getDayOfWeek();
      double weekday = ofWeek == DayOfWeek.SATURDAY ? 0.35 : ofWeek == DayOfWeek.SUNDAY ? 0.25 : 1;
      weights[day] = weekday * (0.8 + 0.4 * day / DAYS);
    }
    double[] sums = sums(weights);
    int[] counts = new int[DAYS];
    long before = 0;
    for (int day = 0; day < DAYS; day++) {
      long upTo = Math.round(answers * sums[day] / sums[DAYS - 1]);
      counts[day] = (int) (upTo - before);
      before = upTo;
    }
    return counts;
  }

  /** One line of {@code copy answer} for an answer of that day. */
  void write(LocalDate day, StringBuilder line) {
    long second = pick(hours) * 3600L + random.nextInt(3600);
    Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
    double delay = -Math.log(1 - random.nextDouble()) * 8 * 3600;
    Instant interaction = at.minusSeconds((long) delay);
    int hourOfWeek =
        (interaction.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() - 1) * 24
            + interaction.atZone(ZoneOffset.UTC).getHour();
    int agent = pick(agents);
    int channel = pick(channels);
    line.append(slot).append('\t');
    line.append(id(at)).append("\t0\t1\t").append(series).append('\t');
    line.append(day).append('\t').append(hourOfWeek).append('\t');
    line.append(rating(agent, channel)).append('\t');
    members(line, channel, agent, agent % 12, pick(locales), pick(triggers), pick(kinds));
    members(line, pick(thirds), pick(thirds));
    facts.forEach(values -> members(line, pick(values)));
    line.append("0\t0\t").append((long) (delay / 2)).append('\t').append(at).append('\n');
  }

  private static void members(StringBuilder line, int... members) {
    for (int member : members) {
      line.append(member + FIRST_MEMBER).append('\t');
    }
  }

  private UUID id(Instant at) {
    long milliseconds = at.toEpochMilli() + random.nextInt(1000);
    long high = (milliseconds << 16) | 0x7000 | random.nextInt(1 << 12);
    return new UUID(high, 0x8000_0000_0000_0000L | (random.nextLong() >>> 2));
  }

  /** Six to nine of ten are satisfied, by agent; less so on the later channels. */
  private int rating(int agent, int channel) {
    double satisfied = 0.62 + (agent * 37 % 100) / 350.0 - 0.03 * channel;
    double at = random.nextDouble();
    if (at < satisfied) {
      return at < satisfied * 0.6 ? 5 : 4;
    }
    double rest = (at - satisfied) / (1 - satisfied);
    return rest < 0.4 ? 3 : rest < 0.65 ? 2 : 1;
  }

  private int pick(double[] sums) {
    int at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(at < 0 ? -at - 1 : at, sums.length - 1);
  }

  private static double[] zipf(int members, double offset) {
    double[] weights = new double[members];
    for (int member = 0; member < members; member++) {
      weights[member] = 1 / (member + offset);
    }
    return weights;
  }

  private static double[] sums(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int at = 0; at < weights.length; at++) {
      sum += weights[at];
      sums[at] = sum;
    }
    return sums;
  }
}
