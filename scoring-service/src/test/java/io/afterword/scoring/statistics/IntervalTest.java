package io.afterword.scoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** What every interval promises, whatever the counts. */
class IntervalTest {

  @Property
  void wilson_stays_within_zero_and_one_and_contains_the_share(
      @ForAll @LongRange(min = 0, max = 5_000) long hits,
      @ForAll @LongRange(min = 0, max = 5_000) long misses,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double level) {
    Assume.that(hits + misses > 0);
    Interval interval =
        Objects.requireNonNull(WilsonInterval.of(hits, hits + misses, new Confidence(level)));
    assertThat(interval.lower()).isBetween(0.0, 1.0);
    assertThat(interval.upper()).isBetween(0.0, 1.0);
    double share = (double) hits / (hits + misses);
    assertThat(share).isBetween(interval.lower() - 1e-12, interval.upper() + 1e-12);
  }

  @Property
  void wilson_looks_the_same_from_the_other_side(
      @ForAll @LongRange(min = 0, max = 5_000) long hits,
      @ForAll @LongRange(min = 1, max = 5_000) long misses) {
    Interval hit = wilson(hits, hits + misses);
    Interval miss = wilson(misses, hits + misses);

    assertThat(hit.lower()).isCloseTo(1 - miss.upper(), within(1e-12));
    assertThat(hit.upper()).isCloseTo(1 - miss.lower(), within(1e-12));
  }

  @Property
  void ten_times_the_answers_narrow_every_interval(
      @ForAll @LongRange(min = 1, max = 500) long positive,
      @ForAll @LongRange(min = 1, max = 500) long neutral,
      @ForAll @LongRange(min = 1, max = 500) long negative) {
    long n = positive + neutral + negative;
    assertThat(wilson(10 * positive, 10 * n).width()).isLessThan(wilson(positive, n).width());
    assertThat(adjusted(10 * positive, 10 * neutral, 10 * negative).width())
        .isLessThan(adjusted(positive, neutral, negative).width());
    assertThat(score(10 * positive, 10 * neutral, 10 * negative).width())
        .isLessThan(score(positive, neutral, negative).width());
  }

  @Property
  void more_confidence_widens_every_interval(
      @ForAll @LongRange(min = 0, max = 500) long positive,
      @ForAll @LongRange(min = 0, max = 500) long neutral,
      @ForAll @LongRange(min = 1, max = 500) long negative) {
    long n = positive + neutral + negative;
    Confidence more = new Confidence(0.99);
    assertThat(Objects.requireNonNull(WilsonInterval.of(positive, n, more)).width())
        .isGreaterThan(wilson(positive, n).width());
    assertThat(
            Objects.requireNonNull(AdjustedWaldInterval.of(positive, neutral, negative, more))
                .width())
        .isGreaterThan(adjusted(positive, neutral, negative).width());
  }

  @Property
  void the_score_interval_of_a_net_contains_it_and_stays_within_minus_one_and_one(
      @ForAll @LongRange(min = 0, max = 200) long positive,
      @ForAll @LongRange(min = 0, max = 200) long neutral,
      @ForAll @LongRange(min = 0, max = 200) long negative) {
    long n = positive + neutral + negative;
    if (n == 0) {
      assertThat(NetScoreInterval.of(0, 0, 0, Confidence.DEFAULT)).isNull();
      return;
    }
    Interval interval = score(positive, neutral, negative);
    double net = (double) (positive - negative) / n;
    assertThat(interval.lower()).isBetween(-1.0, net);
    assertThat(interval.upper()).isBetween(net, 1.0);
  }

  @Property
  void turning_promoters_into_detractors_turns_the_net_intervals_round(
      @ForAll @LongRange(min = 0, max = 200) long positive,
      @ForAll @LongRange(min = 0, max = 200) long neutral,
      @ForAll @LongRange(min = 1, max = 200) long negative) {
    assertThat(score(positive, neutral, negative).lower())
        .isCloseTo(-score(negative, neutral, positive).upper(), within(1e-9));
    assertThat(adjusted(positive, neutral, negative).lower())
        .isCloseTo(-adjusted(negative, neutral, positive).upper(), within(1e-12));
  }

  @Property
  void the_mean_interval_is_centred_on_the_mean(
      @ForAll @LongRange(min = 2, max = 10_000) long n,
      @ForAll @DoubleRange(min = 0, max = 10) double mean,
      @ForAll @DoubleRange(min = 0, max = 5) double standardDeviation) {
    Interval interval =
        Objects.requireNonNull(MeanInterval.of(n, mean, standardDeviation, Confidence.DEFAULT));
    assertThat((interval.lower() + interval.upper()) / 2).isCloseTo(mean, within(1e-9));
  }

  private static Interval wilson(long successes, long n) {
    return Objects.requireNonNull(WilsonInterval.of(successes, n, Confidence.DEFAULT));
  }

  private static Interval adjusted(long positive, long neutral, long negative) {
    return Objects.requireNonNull(
        AdjustedWaldInterval.of(positive, neutral, negative, Confidence.DEFAULT));
  }

  private static Interval score(long positive, long neutral, long negative) {
    return Objects.requireNonNull(
        NetScoreInterval.of(positive, neutral, negative, Confidence.DEFAULT));
  }
}
