package io.afterword.scoring.wording;

import io.afterword.platform.page.Language;
import io.afterword.platform.page.PageLanguage;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Finds the words of the language that this request is answered in. */
@ApplicationScoped
public class Wording {
  private final PageLanguage language;

  Wording(PageLanguage language) {
    this.language = language;
  }

  /** The words of what the API answers. */
  public Words english() {
    return new Words(
        MessageBundles.get(ScoreText.class),
        MessageBundles.get(DriverText.class),
        new Figures(Locale.ENGLISH));
  }

  /** To be asked while the request is at hand, not in a later step. */
  public Words now() {
    Language spoken = language.now();
    if (spoken == Language.EN) {
      return english();
    }
    Localized.Literal tag = Localized.Literal.of(spoken.tag());
    return new Words(
        MessageBundles.get(ScoreText.class, tag),
        MessageBundles.get(DriverText.class, tag),
        new Figures(Locale.forLanguageTag(spoken.tag())));
  }
}
