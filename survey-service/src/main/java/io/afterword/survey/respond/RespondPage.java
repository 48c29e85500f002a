package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the page behind a link shows, decided before the template draws it.
 *
 * @param send label of the button
 * @param keeps whether the script keeps a chosen rating at the first touch: not once it is sent
 */
public record RespondPage(
    String lang,
    String dir,
    String title,
    String brand,
    String colour,
    String ink,
    String action,
    @Nullable Notice notice,
    List<Block> blocks,
    String send,
    boolean keeps,
    String languageLabel,
    List<Language> languages) {

  private static final String COLOUR = "#0b57d0";

  /**
   * Something the page says above the form.
   *
   * @param fault whether something has to be put right
   */
  public record Notice(boolean fault, String title, String text) {}

  /** One question. */
  public record Block(
      String field,
      boolean rating,
      boolean required,
      boolean asList,
      String text,
      String hint,
      List<Point> points,
      @Nullable String lowEnd,
      @Nullable String highEnd,
      String value) {}

  /** One point of a scale. */
  public record Point(
      int value, @Nullable String face, @Nullable String word, String spoken, boolean chosen) {}

  /** One language to switch to. */
  public record Language(String tag, String name, String href, boolean current) {}

  /**
   * What is known when the page is made.
   *
   * @param key of the link
   * @param preselected {@code ?rating=}; only chooses, records nothing
   * @param stored what was answered before
   * @param typed the fields of a post that was not taken, to be shown again
   */
  public record Asked(
      String key,
      Definition definition,
      Words words,
      @Nullable String preselected,
      Optional<StoredResponse> stored,
      Optional<FormFields> typed) {}

  public static RespondPage of(Asked asked, @Nullable Notice problem) {
    Words words = asked.words();
    boolean complete =
        asked.stored().filter(s -> s.completeness() == Completeness.COMPLETE).isPresent();
    Notice thanks =
        complete
            ? new Notice(
                false,
                words.builtIn("page.thanks.title"),
                words.thanks() + " " + words.builtIn("page.thanks.change"))
            : null;
    String colour = Objects.requireNonNullElse(asked.definition().brand().colour(), COLOUR);
    return new RespondPage(
        words.locale(),
        words.direction(),
        words.builtIn("page.title"),
        words.brand(),
        colour,
        Ink.on(colour),
        "/r/" + asked.key(),
        problem == null ? thanks : problem,
        asked.definition().questions().stream().map(q -> block(asked, q)).toList(),
        words.builtIn(complete ? "page.send.change" : "page.send"),
        !complete,
        words.builtIn("page.language"),
        languages(asked));
  }

  private static Block block(Asked asked, Question question) {
    Words words = asked.words();
    String field = AnswerForm.fieldOf(asked.definition(), question);
    String value = value(asked, question, field);
    if (question.form() == QuestionForm.TEXT) {
      return new Block(
          field,
          false,
          false,
          false,
          words.text(question),
          words.builtIn("page.optional"),
          List.of(),
          null,
          null,
          value);
    }
    Scale scale = question.requiredScale();
    boolean everyPointNamed =
        scale.points().stream().allMatch(point -> words.label(question, point).isPresent());
    return new Block(
        field,
        true,
        question.scored(),
        everyPointNamed,
        words.text(question),
        "",
        scale.points().stream().map(point -> point(words, question, point, value)).toList(),
        words.label(question, scale.min()).orElse(null),
        words.label(question, scale.max()).orElse(null),
        value);
  }

  private static Point point(Words words, Question question, int point, String value) {
    return new Point(
        point,
        Faces.of(question.requiredScale(), point).orElse(null),
        words.label(question, point).orElse(null),
        words.spoken(question, point),
        value.equals(String.valueOf(point)));
  }

  /** What was typed, else the rating of the mail's link, else what is stored. */
  private static String value(Asked asked, Question question, String field) {
    if (asked.typed().isPresent()) {
      return asked.typed().get().get(field).orElse("");
    }
    if (question.scored() && onScale(question, asked.preselected())) {
      return Objects.requireNonNull(asked.preselected());
    }
    return asked.stored().flatMap(stored -> stored.valueOf(question.id())).orElse("");
  }

  private static boolean onScale(Question question, @Nullable String rating) {
    return rating != null
        && question.requiredScale().points().stream()
            .anyMatch(point -> String.valueOf(point).equals(rating));
  }

  private static List<Language> languages(Asked asked) {
    List<Language> languages = new ArrayList<>();
    String rating = asked.preselected();
    for (String tag : asked.definition().locales()) {
      String href =
          "?lang="
              + tag
              + (onScale(asked.definition().scoredQuestion(), rating) ? "&rating=" + rating : "");
      languages.add(new Language(tag, nameOf(tag), href, tag.equals(asked.words().locale())));
    }
    return languages.size() < 2 ? List.of() : languages;
  }

  /** A language in its own words. */
  private static String nameOf(String tag) {
    if (Wording.LOCALES.contains(tag)) {
      return Wording.shipped(tag).get("language.name", Map.of());
    }
    Locale locale = Locale.forLanguageTag(tag);
    return locale.getDisplayName(locale);
  }
}
