package io.afterword.survey.respond;

import io.afterword.survey.definition.Look;
import io.afterword.survey.definition.NumberRange;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.respond.Block.Kind;
import io.afterword.survey.respond.Block.Point;
import io.afterword.survey.respond.RespondPage.Asked;
import io.afterword.survey.respondent.Glyph;
import io.afterword.survey.respondent.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The questions that somebody is shown now: those for everybody, and follow-ups that the answers
 * lead to or that were answered already. What is typed is shown again, else the rating of the
 * mail's link, else what is stored.
 */
final class Blocks {

  private final Asked asked;
  private final Words words;
  private final List<Answer> answers;

  private Blocks(Asked asked) {
    this.asked = asked;
    this.words = asked.words();
    this.answers =
        asked.typed().isPresent()
            ? AnswerForm.readable(asked.definition(), asked.typed().get())
            : asked.stored().map(StoredResponse::answers).orElse(List.of());
  }

  static List<Block> of(Asked asked) {
    Blocks blocks = new Blocks(asked);
    return Stream.concat(
            blocks.shown().filter(blocks::isPending),
            blocks.shown().filter(q -> !blocks.isPending(q)))
        .map(blocks::block)
        .toList();
  }

  /** Whether there is a follow-up that was not answered yet: it comes first. */
  static boolean anyPending(Asked asked) {
    Blocks blocks = new Blocks(asked);
    return blocks.shown().anyMatch(blocks::isPending);
  }

  private Stream<Question> shown() {
    return asked.definition().questions().stream()
        .filter(
            question ->
                Asking.leadsTo(question, answers)
                    || Asking.answerTo(question.id(), answers).isPresent()
                    || typedAt(FieldNames.asked(question)).isPresent());
  }

  private boolean isPending(Question question) {
    return question.showIf() != null
        && asked.typed().isEmpty()
        && Asking.answerTo(question.id(), answers).isEmpty();
  }

  private Optional<String> typedAt(String field) {
    return asked.typed().flatMap(typed -> typed.get(field));
  }

  private Block block(Question question) {
    return switch (question.form()) {
      case RATING, STATEMENT -> scale(question);
      case SINGLE_CHOICE, MULTIPLE_CHOICE -> choice(question);
      case NUMBER -> number(question);
      case TEXT -> written(question, Kind.TEXT, words.builtIn("page.optional"), text(question));
    };
  }

  private Block scale(Question question) {
    Scale scale = question.requiredScale();
    boolean asList = words.everyPointHasAWord(question);
    String field = FieldNames.of(asked.definition(), question);
    String value = rating(question, field);
    return new Block(
        asList ? Kind.LIST : Kind.GRID,
        field,
        question.scored(),
        words.lead(question).orElse(""),
        words.text(question),
        question.scored() ? "" : words.builtIn("page.optional"),
        scale.points().stream().map(p -> point(question, field, p, asList, value)).toList(),
        words.label(question, scale.min()).orElse(null),
        words.label(question, scale.max()).orElse(null),
        value,
        marker(question));
  }

  private Point point(Question question, String field, int rating, boolean asList, String value) {
    Scale scale = question.requiredScale();
    return new Point(
        field,
        String.valueOf(rating),
        false,
        drawn(scale, rating, asList),
        !(asList && Glyph.showsNumber(scale)),
        asList ? words.label(question, rating).orElse(null) : null,
        words.spoken(question, rating),
        Glyph.tone(scale, rating),
        value.equals(String.valueOf(rating)));
  }

  /** A row of stars needs a line of its own; side by side a star and its number say it. */
  private static String drawn(Scale scale, int rating, boolean asList) {
    if (Glyph.showsNumber(scale)) {
      return String.valueOf(rating);
    }
    if (scale.look() == Look.STARS && !asList) {
      return rating + "\u00a0\u2605";
    }
    return Glyph.of(scale, rating).orElse("");
  }

  private Block choice(Question question) {
    boolean multiple = question.form() == QuestionForm.MULTIPLE_CHOICE;
    String field = FieldNames.of(asked.definition(), question);
    return new Block(
        Kind.LIST,
        field,
        false,
        "",
        words.text(question),
        words.builtIn(multiple ? "page.several" : "page.optional"),
        question.requiredChoice().inOrderFor(asked.key()).stream()
            .map(option -> point(question, option, multiple, field))
            .toList(),
        null,
        null,
        "",
        marker(question));
  }

  private Point point(Question question, Option option, boolean multiple, String field) {
    String own = multiple ? FieldNames.of(question, option) : field;
    String text = words.text(option);
    return new Point(
        own,
        multiple ? "on" : option.id(),
        multiple,
        "",
        true,
        text,
        text,
        0,
        asked.typed().isPresent()
            ? typedAt(own).filter(v -> multiple ? !v.isBlank() : v.equals(option.id())).isPresent()
            : chosen(question).contains(option.id()));
  }

  private List<String> chosen(Question question) {
    return Asking.answerTo(question.id(), answers)
        .map(Answer::choices)
        .map(Objects::requireNonNull)
        .orElse(List.of());
  }

  private Block number(Question question) {
    NumberRange range = question.requiredRange();
    String hint =
        words.builtIn("page.number.hint", Map.of("min", range.min(), "max", range.max()))
            + ", "
            + words.builtIn("page.optional");
    return written(
        question,
        Kind.NUMBER,
        hint,
        stored(question, a -> Objects.requireNonNull(a.number()).toPlainString()));
  }

  private String text(Question question) {
    return stored(question, answer -> Objects.requireNonNull(answer.text()));
  }

  private Block written(Question question, Kind kind, String hint, String stored) {
    String field = FieldNames.of(asked.definition(), question);
    return new Block(
        kind,
        field,
        false,
        "",
        words.text(question),
        hint,
        List.of(),
        null,
        null,
        asked.typed().isPresent() ? typedAt(field).orElse("") : stored,
        marker(question));
  }

  private String stored(Question question, Function<Answer, String> part) {
    return Asking.answerTo(question.id(), answers).map(part).orElse("");
  }

  private String rating(Question question, String field) {
    if (asked.typed().isPresent()) {
      return typedAt(field).orElse("");
    }
    String preselected = asked.preselected();
    if (question.scored() && preselected != null) {
      return preselected;
    }
    return stored(question, answer -> String.valueOf(answer.rating()));
  }

  private static String marker(Question question) {
    return question.showIf() == null ? "" : FieldNames.asked(question);
  }
}
