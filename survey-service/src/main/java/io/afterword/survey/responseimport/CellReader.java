package io.afterword.survey.responseimport;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.Answer;
import io.afterword.survey.respond.PastAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Reads the cell of an answer: a rating as a number or as the word of its point, a choice by the
 * words or the ids of its options, in any of the survey's languages. Pure.
 */
record CellReader(Definition definition) {

  /** Spreadsheets write whole numbers like that. */
  private static final Pattern ZERO_DECIMALS = Pattern.compile("(-?\\d+)[.,]0+");

  private static final Pattern BETWEEN_OPTIONS = Pattern.compile("\\s*[;,|\\n]\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  Optional<Answer> read(Question question, String cell, BiConsumer<ProblemCode, String> faults) {
    return switch (question.form()) {
      case RATING, STATEMENT -> answer(question, List.of(rating(question, cell)), faults);
      case SINGLE_CHOICE, MULTIPLE_CHOICE -> choice(question, cell, faults);
      case NUMBER, TEXT -> answer(question, List.of(cell), faults);
    };
  }

  private Optional<Answer> answer(
      Question question, List<String> values, BiConsumer<ProblemCode, String> faults) {
    return PastAnswers.read(definition, question, values, faults);
  }

  private static String rating(Question question, String cell) {
    String word = Layout.plain(cell);
    return question.labels().values().stream()
        .flatMap(words -> words.entrySet().stream())
        .filter(label -> Layout.plain(label.getValue()).equals(word))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> ZERO_DECIMALS.matcher(cell).replaceAll("$1"));
  }

  private Optional<Answer> choice(
      Question question, String cell, BiConsumer<ProblemCode, String> faults) {
    List<String> chosen = chosen(question, cell);
    if (chosen.isEmpty()) {
      faults.accept(
          SurveyProblem.CHOICE_UNKNOWN,
          "%s has no option “%s”."
              .formatted(question.id(), cell.length() > 60 ? cell.substring(0, 60) + "..." : cell));
      return Optional.empty();
    }
    return answer(question, chosen, faults);
  }

  /** Empty if any part is none of the options; an option's words may hold what stands between. */
  private static List<String> chosen(Question question, String cell) {
    Optional<String> whole = option(question, cell);
    if (whole.isPresent()) {
      return List.of(whole.get());
    }
    if (question.form() == QuestionForm.SINGLE_CHOICE) {
      return List.of();
    }
    List<String> byWords = all(question, BETWEEN_OPTIONS.split(cell));
    return byWords.isEmpty() ? all(question, BLANKS.split(cell)) : byWords;
  }

  private static List<String> all(Question question, String[] parts) {
    List<String> chosen = new ArrayList<>();
    for (String part : parts) {
      Optional<String> one = option(question, part);
      if (one.isEmpty()) {
        return List.of();
      }
      chosen.add(one.get());
    }
    return chosen;
  }

  private static Optional<String> option(Question question, String part) {
    String said = Layout.plain(part);
    return question.requiredChoice().options().stream()
        .filter(
            option ->
                option.id().equals(part.strip())
                    || option.text().values().stream()
                        .anyMatch(text -> Layout.plain(text).equals(said)))
        .map(Option::id)
        .findFirst();
  }
}
