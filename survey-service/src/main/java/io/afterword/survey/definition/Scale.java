package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The points a rating may take and what they mean.
 *
 * @param id names the scale in reports; two series with the same id may be compared
 * @param min lowest rating, inclusive
 * @param max highest rating, inclusive
 * @param satisfied the ratings that count as satisfied (promoters, easy), ascending
 * @param dissatisfied the ratings that count as dissatisfied (detractors, hard), ascending
 */
public record Scale(
    String id,
    @JsonProperty(required = true) int min,
    @JsonProperty(required = true) int max,
    Polarity polarity,
    List<Integer> satisfied,
    List<Integer> dissatisfied,
    Look look) {

  /** More points than this cannot be told apart by a person, nor touched on a phone. */
  public static final int MOST_POINTS = 11;

  private static final Pattern WRITTEN = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  public Scale {
    satisfied = Copies.sorted(satisfied);
    dissatisfied = Copies.sorted(dissatisfied);
    look = look == null ? Look.NUMBERS : look;
  }

  /** The same scale, drawn as numbers. */
  public static Scale of(
      String id,
      int min,
      int max,
      Polarity polarity,
      List<Integer> satisfied,
      List<Integer> dissatisfied) {
    return new Scale(id, min, max, polarity, satisfied, dissatisfied, Look.NUMBERS);
  }

  /** The same scale, drawn another way. */
  public Scale drawnAs(Look other) {
    return new Scale(id, min, max, polarity, satisfied, dissatisfied, other);
  }

  /** Whether a text is one of the points as they are written: "4", never "04" or "4.0". */
  public boolean names(String rating) {
    if (!WRITTEN.matcher(rating).matches()) {
      return false;
    }
    long point = Long.parseLong(rating);
    return point >= min && point <= max;
  }

  public boolean contains(int rating) {
    return rating >= min && rating <= max;
  }

  /** All points, lowest first; only of a scale that was found sound, since they are all made. */
  public List<Integer> points() {
    return IntStream.rangeClosed(min, max).boxed().toList();
  }

  /** Whether a rating means the same on both: same points, same direction, same classes. */
  public boolean meansTheSameAs(Scale other) {
    return id.equals(other.id)
        && min == other.min
        && max == other.max
        && polarity == other.polarity
        && satisfied.equals(other.satisfied)
        && dissatisfied.equals(other.dissatisfied);
  }
}
