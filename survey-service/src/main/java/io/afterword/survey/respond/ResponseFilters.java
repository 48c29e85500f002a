package io.afterword.survey.respond;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.survey.PublishedVersion;
import io.afterword.survey.survey.PublishedVersions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes of what a caller asks what the search wants, with what the survey's versions say. */
@ApplicationScoped
class ResponseFilters {

  private final PublishedVersions versions;
  private final Duration settle;

  /** Ids carry the machine's time, see {@link Capture}. */
  private final Clock machine = Clock.systemUTC();

  /**
   * @param settle an id is drawn before its row is stored; after this time no earlier one comes
   */
  ResponseFilters(
      PublishedVersions versions,
      @ConfigProperty(name = "afterword.export.settle", defaultValue = "PT10S") Duration settle) {
    this.versions = versions;
    this.settle = settle;
  }

  Uni<ResponseFilter> of(ResponseQuery query) {
    refuseFaults(query);
    UUID survey = surveyIdOf(query);
    return allVersions(survey).map(all -> filter(query, survey, all));
  }

  Uni<ResponseExport> export(ResponseQuery query, ResponseSearch search) {
    refuseFaults(query);
    UUID survey = surveyIdOf(query);
    return allVersions(survey)
        .map(
            all ->
                new ResponseExport(
                    search, filter(query, survey, all), questions(all), settledBefore()));
  }

  private Uni<List<PublishedVersion>> allVersions(UUID survey) {
    return versions.all(survey);
  }

  private static ResponseFilter filter(
      ResponseQuery query, UUID survey, List<PublishedVersion> all) {
    String scored = all.isEmpty() ? "" : all.get(all.size() - 1).definition().scoredQuestion().id();
    return new ResponseFilter(
        survey,
        query.version(),
        query.from(),
        query.to(),
        query.contact(),
        query.minRating(),
        query.maxRating(),
        scored,
        all.stream().allMatch(version -> isScoredFirst(version.definition())),
        all.stream().map(PublishedVersion::version).toList(),
        query.text(),
        query.state());
  }

  /** Nobody answers without rating, and answers are in the order of the questions. */
  private static boolean isScoredFirst(Definition definition) {
    return definition.questions().stream()
        .filter(question -> question.scale() != null)
        .findFirst()
        .filter(Question::scored)
        .isPresent();
  }

  private static List<String> questions(List<PublishedVersion> all) {
    Set<String> ids = new LinkedHashSet<>();
    all.forEach(
        version -> version.definition().questions().stream().map(Question::id).forEach(ids::add));
    return List.copyOf(ids);
  }

  /** The first UUIDv7 of that millisecond. */
  private UUID settledBefore() {
    Instant settled = machine.instant().minus(settle);
    return new UUID((settled.toEpochMilli() << 16) | 0x7000, 0x8000000000000000L);
  }

  /** The framework validates no record of parameters: what the API document says holds here. */
  private static void refuseFaults(ResponseQuery query) {
    refuse("version", query.version() != null && query.version() < 1, "Versions count from 1.");
    refuse("minRating", isNoRating(query.minRating()), "A rating is 0 to 10.");
    refuse("maxRating", isNoRating(query.maxRating()), "A rating is 0 to 10.");
    int length = query.text() == null ? 1 : query.text().length();
    refuse("text", length < 1 || length > 200, "Write 1 to 200 characters.");
    refuse(
        "contact",
        query.contact() != null && query.contact().length() > 200,
        "An id has at most 200 characters.");
  }

  private static boolean isNoRating(@Nullable Integer rating) {
    return rating != null && (rating < 0 || rating > ResponseFilter.HIGHEST_RATING);
  }

  private static void refuse(String parameter, boolean wrong, String why) {
    if (wrong) {
      throw Problem.of(CommonProblem.INVALID, why).at("/" + parameter, "INVALID", why);
    }
  }

  private static UUID surveyIdOf(ResponseQuery query) {
    String survey = Optional.ofNullable(query.survey()).orElse("");
    if (survey.isEmpty()) {
      throw Problem.of(CommonProblem.INVALID, "Say whose responses: add ?survey= with its id.");
    }
    try {
      return UUID.fromString(survey);
    } catch (IllegalArgumentException notAnId) {
      throw unknown(survey);
    }
  }

  private static Problem unknown(String survey) {
    return Problem.of(
        SurveyProblem.UNKNOWN_SURVEY,
        "There is no survey %s; GET /v1/surveys lists those that exist.".formatted(survey));
  }
}
