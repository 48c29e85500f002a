package io.afterword.survey.respond;

import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Scale;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn beside a point's number. Only a hint for the eye: the words are the same without,
 * and no face leads to an answer by being prettier than the others.
 */
final class Faces {

  private static final List<String> THREE = List.of("\uD83D\uDE41", "\uD83D\uDE10", "\uD83D\uDE42");
  private static final List<String> FIVE =
      List.of("\uD83D\uDE20", "\uD83D\uDE41", "\uD83D\uDE10", "\uD83D\uDE42", "\uD83D\uDE00");

  private Faces() {}

  static Optional<String> of(Scale scale, int rating) {
    return switch (scale.look()) {
      case NUMBERS -> Optional.empty();
      case STARS -> Optional.of("\u2605");
      case EMOJI -> emoji(scale, rating);
    };
  }

  private static Optional<String> emoji(Scale scale, int rating) {
    List<String> faces =
        switch (scale.points().size()) {
          case 3 -> THREE;
          case 5 -> FIVE;
          default -> List.of();
        };
    if (faces.isEmpty()) {
      return Optional.empty();
    }
    int fromWorst =
        scale.polarity() == Polarity.HIGHER_IS_BETTER ? rating - scale.min() : scale.max() - rating;
    return Optional.of(faces.get(fromWorst));
  }
}
