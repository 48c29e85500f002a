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
    return of(Language.EN);
  }

  /** To be asked while the request is at hand, not in a later step. */
  public Words now() {
    return of(language.now());
  }

  private static Words of(Language spoken) {
    return new Words(
        text(ScoreText.class, spoken),
        text(VerdictText.class, spoken),
        text(TrendText.class, spoken),
        text(SegmentText.class, spoken),
        text(RateText.class, spoken),
        text(DriverText.class, spoken),
        new Figures(Locale.forLanguageTag(spoken.tag())));
  }

  private static <T> T text(Class<T> bundle, Language spoken) {
    return spoken == Language.EN
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(spoken.tag()));
  }
}
