package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.NumberRange;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.Storable;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.AnswerForm.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the answer to one question from the form; what it cannot read it reports. */
final class AnswerReader {

  /** Two pages of text; more is not read by anybody, and a comment is copied to the analysis. */
  static final int LONGEST_TEXT = 5_000;

  private static final int LONGEST_NUMBER = 24;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

  /** Line breaks that word processors put into what is copied from them. */
  private static final Pattern VERTICAL = Pattern.compile("[\\u000b\\u000c]");

  private final Definition definition;
  private final FormFields fields;
  private final Consumer<Fault> faults;

  AnswerReader(Definition definition, FormFields fields, Consumer<Fault> faults) {
    this.definition = definition;
    this.fields = fields;
    this.faults = faults;
  }

  Optional<Answer> read(Question question) {
    return switch (question.form()) {
      case RATING, STATEMENT -> rating(question);
      case SINGLE_CHOICE -> oneOf(question);
      case MULTIPLE_CHOICE -> anyOf(question);
      case NUMBER -> number(question);
      case TEXT -> text(question);
    };
  }

  private String given(String field) {
    return fields.get(field).map(String::strip).orElse("");
  }

  private String fieldOf(Question question) {
    return FieldNames.of(definition, question);
  }

  private Optional<Answer> rating(Question question) {
    Scale scale = question.requiredScale();
    String field = fieldOf(question);
    String given = given(field);
    if (given.isEmpty()) {
      if (question.scored()) {
        faults.accept(
            new Fault(
                field,
                SurveyProblem.RATING_MISSING,
                "Send %s with a rating from %d to %d.".formatted(field, scale.min(), scale.max()),
                "page.rating.missing",
                Map.of()));
      }
      return Optional.empty();
    }
    if (!scale.names(given)) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.RATING_OUT_OF_SCALE,
              "%s must be %d to %d, was %s."
                  .formatted(field, scale.min(), scale.max(), shortened(given)),
              "page.rating.outside",
              Map.of("min", scale.min(), "max", scale.max())));
      return Optional.empty();
    }
    return Optional.of(Answer.rating(question.id(), Integer.parseInt(given)));
  }

  private Optional<Answer> oneOf(Question question) {
    String field = fieldOf(question);
    String given = given(field);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (question.requiredChoice().option(given).isEmpty()) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.CHOICE_UNKNOWN,
              "%s has no option %s.".formatted(field, shortened(given)),
              "page.form.old",
              Map.of()));
      return Optional.empty();
    }
    return Optional.of(Answer.choices(question.id(), List.of(given)));
  }

  private Optional<Answer> anyOf(Question question) {
    List<String> chosen =
        question.requiredChoice().options().stream()
            .filter(option -> !given(FieldNames.of(question, option)).isEmpty())
            .map(Option::id)
            .toList();
    return chosen.isEmpty() ? Optional.empty() : Optional.of(Answer.choices(question.id(), chosen));
  }

  /** Written with a point or a comma and with the digits of any script, as keyboards have them. */
  private Optional<Answer> number(Question question) {
    String field = fieldOf(question);
    String given = westernDigits(given(field));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (given.length() > LONGEST_NUMBER || !NUMBER.matcher(given).matches()) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.NUMBER_MALFORMED,
              "%s must be a number, was %s.".formatted(field, shortened(given)),
              "page.number.malformed",
              Map.of()));
      return Optional.empty();
    }
    NumberRange range = question.requiredRange();
    BigDecimal number = new BigDecimal(given.replace(',', '.'));
    if (!range.contains(number)) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.NUMBER_OUT_OF_RANGE,
              "%s must be %d to %d with at most %d decimals, was %s."
                  .formatted(field, range.min(), range.max(), range.decimals(), given),
              "page.number.outside",
              Map.of("min", range.min(), "max", range.max(), "decimals", range.decimals())));
      return Optional.empty();
    }
    return Optional.of(Answer.number(question.id(), number));
  }

  private static String westernDigits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int digit = Character.digit(c, 10);
              if (digit >= 0) {
                digits.append(digit);
              } else {
                digits.appendCodePoint(c == '\u066b' ? '.' : c); // the Arabic decimal separator
              }
            });
    return digits.toString();
  }

  private Optional<Answer> text(Question question) {
    String field = fieldOf(question);
    String given = VERTICAL.matcher(given(field)).replaceAll("\n").strip();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!Storable.readable(given)) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.UNSTORABLE_TEXT,
              "%s holds a control character or half of a character; take it out.".formatted(field),
              "page.text.unreadable",
              Map.of()));
      return Optional.empty();
    }
    if (given.codePointCount(0, given.length()) > LONGEST_TEXT) {
      faults.accept(
          new Fault(
              field,
              SurveyProblem.TEXT_TOO_LONG,
              "%s may have %d characters.".formatted(field, LONGEST_TEXT),
              "page.text.long",
              Map.of("most", LONGEST_TEXT)));
      return Optional.empty();
    }
    return Optional.of(Answer.text(question.id(), given));
  }

  static String shortened(String text) {
    return text.codePointCount(0, text.length()) > 20
        ? text.substring(0, text.offsetByCodePoints(0, 20)) + "..."
        : text;
  }
}
