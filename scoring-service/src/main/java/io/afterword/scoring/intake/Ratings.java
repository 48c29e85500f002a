package io.afterword.scoring.intake;

import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.series.Series;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rating every series of a response's version got; the rule of what may be counted. Pure. */
final class Ratings {
  private Ratings() {}

  /**
   * A rating or null (unanswered, quarantined, withdrawn) for each series of the version, so that
   * an answer that was taken back is taken out of the counts too.
   *
   * @throws RefusedResponseException for a rating that is not on its scale, a rating of a question
   *     that has none, or two ratings of one question
   */
  static Map<Series, @Nullable Short> of(ArrivedResponse response, List<Series> all) {
    List<Series> version =
        all.stream().filter(series -> series.ofSignature() == response.isOfSignature()).toList();
    Map<String, Short> given = given(response, version);
    Map<Series, @Nullable Short> ratings = new LinkedHashMap<>();
    for (Series series : version) {
      ratings.put(series, response.isCounted() ? given.get(series.question().id()) : null);
    }
    return ratings;
  }

  private static Map<String, Short> given(ArrivedResponse response, List<Series> version) {
    Map<String, Series> byQuestion =
        version.stream().collect(Collectors.toMap(series -> series.question().id(), s -> s));
    Map<String, Short> given = new HashMap<>();
    for (ResponseChanged.Answer answer : response.data().answers()) {
      if (answer.rating() != null) {
        Series series = byQuestion.get(answer.question());
        if (series == null) {
          throw new RefusedResponseException(
              "question %s of version %d of survey %s has no rating scale"
                  .formatted(
                      answer.question(), response.data().version(), response.data().surveyId()));
        }
        if (given.put(answer.question(), onScale(answer.rating(), series)) != null) {
          throw new RefusedResponseException("question " + answer.question() + " is rated twice");
        }
      }
    }
    return given;
  }

  private static short onScale(BigDecimal rating, Series series) {
    Scale scale = series.scale();
    boolean whole = rating.stripTrailingZeros().scale() <= 0;
    boolean within =
        rating.compareTo(BigDecimal.valueOf(scale.min())) >= 0
            && rating.compareTo(BigDecimal.valueOf(scale.max())) <= 0;
    if (!whole || !within) {
      throw new RefusedResponseException(
          "rating of question %s must be a whole number from %d to %d"
              .formatted(series.question().id(), scale.min(), scale.max()),
          rating.toPlainString());
    }
    return rating.shortValueExact();
  }
}
