package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
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
    @Nullable Notice notice,
    List<Block> blocks,
    String send,
    boolean keeps,
    String languageLabel,
    List<Language> languages,
    Around around) {

  private static final String COLOUR = "#0b57d0";

  /**
   * Something the page says above the form.
   *
   * @param fault whether something has to be put right
   */
  public record Notice(boolean fault, String title, String text) {}

  /** One language to switch to. */
  public record Language(String tag, String name, String href, boolean current) {}

  /**
   * What is known when the page is made.
   *
   * @param key of the link
   * @param preselected {@code ?rating=} if it is a point of the scale; chooses, records nothing
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
    boolean pending = Blocks.anyPending(asked);
    Notice thanks = complete ? thanks(words, pending) : null;
    String colour = Objects.requireNonNullElse(asked.definition().brand().colour(), COLOUR);
    return new RespondPage(
        words.locale(),
        words.direction(),
        words.builtIn("page.title"),
        words.brand(),
        colour,
        Ink.on(colour),
        problem == null ? thanks : problem,
        Blocks.of(asked),
        words.builtIn(complete && !pending ? "page.send.change" : "page.send"),
        !complete,
        words.builtIn("page.language"),
        languages(asked),
        Around.of(words));
  }

  /** What was sent is safe, whether or not a follow-up is answered too. */
  private static Notice thanks(Words words, boolean pending) {
    return new Notice(
        false,
        words.builtIn("page.thanks.title"),
        words.thanks()
            + " "
            + words.builtIn(pending ? "page.thanks.followup" : "page.thanks.change"));
  }

  private static List<Language> languages(Asked asked) {
    List<Language> languages = new ArrayList<>();
    String rating = asked.preselected();
    for (String tag : asked.definition().locales()) {
      String href = "?lang=" + tag + (rating == null ? "" : "&rating=" + rating);
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
