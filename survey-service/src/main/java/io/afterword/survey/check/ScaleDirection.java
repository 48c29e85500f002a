package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a scale runs the way that its words, its question and its readers expect. */
final class ScaleDirection {

  /** Sets of built-in words that run from bad to good, with their number of words. */
  private static final Map<String, Integer> UPWARD =
      Map.of(
          "satisfaction",
          5,
          "happiness",
          5,
          "quality",
          5,
          "expectation",
          5,
          "ease",
          5,
          "likelihood",
          2);

  private ScaleDirection() {}

  static List<Finding> check(String at, Question question, Definition definition) {
    List<Finding> findings = new ArrayList<>();
    Scale scale = question.requiredScale();
    for (Map.Entry<String, Map<String, String>> labels : question.labels().entrySet()) {
      wordsRun(labels.getKey(), labels.getValue(), scale)
          .filter(direction -> direction != scale.polarity())
          .ifPresent(
              direction ->
                  findings.add(
                      new Finding(
                          Rule.REVERSED_SCALE,
                          at + "/labels/" + labels.getKey(),
                          "By its words %d is the good end, by its polarity it is %d: every score"
                                  .formatted(end(scale, direction), end(scale, scale.polarity()))
                              + " would be upside down.",
                          "Set polarity to %s, or swap the words.".formatted(direction),
                          true)));
    }
    if (findings.isEmpty()) {
      againstTheNorm(at, question, definition).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> againstTheNorm(
      String at, Question question, Definition definition) {
    Scale scale = question.requiredScale();
    boolean satisfaction = question.scored() && definition.metric() == Metric.CSAT;
    if (satisfaction && scale.polarity() == Polarity.LOWER_IS_BETTER) {
      return Optional.of(
          Finding.advice(
              Rule.REVERSED_SCALE,
              at + "/scale/polarity",
              "People take a higher number for a better one; some will answer the wrong way round.",
              "Let the highest number be the best one, or use faces or words."));
    }
    return question.form() == QuestionForm.RATING
        ? question.text().entrySet().stream()
            .filter(text -> asksTheOtherWay(text.getKey(), text.getValue(), scale.polarity()))
            .findFirst()
            .map(
                text ->
                    Finding.advice(
                        Rule.REVERSED_SCALE,
                        at + "/text/" + text.getKey(),
                        "The question and the scale's polarity, %s, seem to run opposite ways."
                            .formatted(scale.polarity()),
                        "With \"how easy\" a high rating is good, with \"how difficult\" or \"how"
                            + " much effort\" a low one; correct whichever is wrong."))
        : Optional.empty();
  }

  private static boolean asksTheOtherWay(String locale, String text, Polarity polarity) {
    return Lexicon.of(locale)
        .filter(
            words -> {
              boolean easy = words.find("easy", text).isPresent();
              boolean hard = words.find("hard", text).isPresent();
              return easy != hard && hard == (polarity == Polarity.HIGHER_IS_BETTER);
            })
        .isPresent();
  }

  /** Which end the words call the good one, if both ends are words that are known. */
  private static Optional<Polarity> wordsRun(
      String locale, Map<String, String> labels, Scale scale) {
    String lowest = labels.get(String.valueOf(scale.min()));
    String highest = labels.get(String.valueOf(scale.max()));
    if (lowest == null || highest == null) {
      return Optional.empty();
    }
    Wording words = Wording.of(locale);
    for (Map.Entry<String, Integer> set : UPWARD.entrySet()) {
      int low = place(words, set, lowest);
      int high = place(words, set, highest);
      if (low > 0 && high > 0 && low != high) {
        return Optional.of(low < high ? Polarity.HIGHER_IS_BETTER : Polarity.LOWER_IS_BETTER);
      }
    }
    return Optional.empty();
  }

  /** Counted from 1, the worst; 0 if it is not among the words. */
  private static int place(Wording words, Map.Entry<String, Integer> set, String label) {
    for (int i = 1; i <= set.getValue(); i++) {
      if (same(words.get("words." + set.getKey() + "." + i), label)) {
        return i;
      }
    }
    return 0;
  }

  private static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  private static int end(Scale scale, Polarity polarity) {
    return polarity == Polarity.HIGHER_IS_BETTER ? scale.max() : scale.min();
  }
}
