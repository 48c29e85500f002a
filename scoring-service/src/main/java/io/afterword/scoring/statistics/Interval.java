package io.afterword.scoring.statistics;

/**
 * A confidence interval in the unit of the value it belongs to; {@code level} is a share (0.95). It
 * covers sampling error only: nothing about who was asked or who answered.
 */
public record Interval(IntervalMethod method, double level, double lower, double upper) {

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("lower %s is above upper %s".formatted(lower, upper));
    }
  }

  /** The same interval in another unit, for example shares as percent with factor 100. */
  public Interval times(double factor) {
    return new Interval(method, level, lower * factor, upper * factor);
  }

  /** The part of the interval that lies within the possible values. */
  public Interval clippedTo(double min, double max) {
    return new Interval(
        method, level, Math.max(min, Math.min(lower, max)), Math.min(max, Math.max(upper, min)));
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  public double width() {
    return upper - lower;
  }
}
