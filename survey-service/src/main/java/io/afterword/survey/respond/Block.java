package io.afterword.survey.respond;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question as the page draws it.
 *
 * @param kind what the template draws it with
 * @param lead what is asked about a statement; empty for a question
 * @param asked name of the field that says a follow-up was shown; empty for what everybody is asked
 */
public record Block(
    Kind kind,
    String field,
    boolean required,
    String lead,
    String text,
    String hint,
    List<Point> points,
    @Nullable String lowEnd,
    @Nullable String highEnd,
    String value,
    String asked) {

  enum Kind {
    /** Points side by side, with words at both ends. */
    GRID,
    /** A line for each point or option. */
    LIST,
    TEXT,
    NUMBER
  }

  public boolean hasPoints() {
    return kind == Kind.GRID || kind == Kind.LIST;
  }

  public boolean isList() {
    return kind == Kind.LIST;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /**
   * One point of a scale, or one option.
   *
   * @param multiple whether others may be chosen too
   * @param drawn number or picture; empty if there is none
   * @param silent whether those who listen need not hear what is drawn
   * @param word seen and heard
   * @param spoken heard where no word is seen
   * @param tone 1 to 5 from bad to good, 0 without colour
   */
  public record Point(
      String field,
      String value,
      boolean multiple,
      String drawn,
      boolean silent,
      @Nullable String word,
      String spoken,
      int tone,
      boolean chosen) {}
}
