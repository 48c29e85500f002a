package io.afterword.scoring.control;

/** Between which values a point of an unchanged series lies; in the unit of the points. */
public record Limits(double lower, double upper) {

  static Limits around(double centre, double half) {
    return new Limits(centre - half, centre + half);
  }

  Limits clippedToShares() {
    return new Limits(Math.max(0, lower), Math.min(1, upper));
  }

  /** Whether the point lies outside by more than the last digits of doubles. */
  boolean excludes(double point) {
    double slack = 1e-12 * Math.max(Math.abs(lower), Math.abs(upper));
    return point < lower - slack || point > upper + slack;
  }
}
