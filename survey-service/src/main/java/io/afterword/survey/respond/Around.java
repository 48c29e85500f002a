package io.afterword.survey.respond;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.ReviewSite;
import io.afterword.survey.respondent.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the questions, the same for everybody whatever they answer.
 *
 * @param logo as a data: URI
 * @param anonymous says that answers are kept without whom they came from
 * @param contactTitle above the ways to reach a person
 * @param review where everybody may write a public review
 * @param lost said while there is no connection
 */
public record Around(
    @Nullable String logo,
    @Nullable String anonymous,
    String contactTitle,
    List<Way> contacts,
    @Nullable Way review,
    String lost) {

  /** One link. */
  public record Way(String href, String text) {}

  static Around of(Words words) {
    Brand brand = words.look();
    ReviewSite review = brand.review();
    return new Around(
        brand.logo(),
        words.isAnonymous() ? words.builtIn("page.anonymous") : null,
        words.builtIn("page.contact"),
        brand.contacts().stream()
            .map(contact -> new Way(contact.href(), words.label(contact)))
            .toList(),
        review == null
            ? null
            : new Way(review.url(), words.builtIn("page.review", Map.of("site", review.name()))),
        words.builtIn("page.lost"));
  }
}
