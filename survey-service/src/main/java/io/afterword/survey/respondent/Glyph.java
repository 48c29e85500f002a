package io.afterword.survey.respondent;

import io.afterword.survey.definition.Look;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Scale;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn for a point beside its words. Only a hint for the eye: the words are the same
 * without, and no picture leads to an answer by being prettier than the others.
 */
public final class Glyph {

  private static final List<String> TWO = List.of("\uD83D\uDC4E", "\uD83D\uDC4D");
  private static final List<String> THREE = List.of("\uD83D\uDE41", "\uD83D\uDE10", "\uD83D\uDE42");
  private static final List<String> FIVE =
      List.of("\uD83D\uDE20", "\uD83D\uDE41", "\uD83D\uDE10", "\uD83D\uDE42", "\uD83D\uDE00");

  /** Bands of colour from bad to good. */
  private static final int TONES = 5;

  private Glyph() {}

  public static Optional<String> of(Scale scale, int rating) {
    return switch (scale.look()) {
      case NUMBERS, WORDS, COLOURS -> Optional.empty();
      case STARS -> Optional.of("\u2605".repeat(rating) + "\u2606".repeat(scale.max() - rating));
      case THUMBS, FACES -> Optional.of(face(scale, rating));
    };
  }

  private static String face(Scale scale, int rating) {
    int points = scale.points().size();
    List<String> faces = points == TWO.size() ? TWO : points == THREE.size() ? THREE : FIVE;
    return faces.get(fromWorst(scale, rating));
  }

  /** 1 for the worst end to 5 for the best; 0 where points have no colour. */
  public static int tone(Scale scale, int rating) {
    if (scale.look() != Look.COLOURS) {
      return 0;
    }
    int steps = scale.max() - scale.min();
    return 1 + Math.round((float) fromWorst(scale, rating) * (TONES - 1) / steps);
  }

  /** Whether the number itself is shown: pictures and words say it without one. */
  public static boolean showsNumber(Scale scale) {
    return scale.look() == Look.NUMBERS || scale.look() == Look.COLOURS;
  }

  private static int fromWorst(Scale scale, int rating) {
    return scale.polarity() == Polarity.HIGHER_IS_BETTER
        ? rating - scale.min()
        : scale.max() - rating;
  }
}
