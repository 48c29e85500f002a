package io.afterword.survey.anonymous;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.definition.Anonymity;
import io.afterword.survey.link.Link;
import io.afterword.survey.link.SurveySecrets;
import io.afterword.survey.respond.AnonymousBox;
import io.afterword.survey.respond.Outcome;
import io.afterword.survey.respond.ResponseCount;
import io.afterword.survey.respond.ResponseRepository;
import io.afterword.survey.respond.StoredResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes anonymous answers and keeps them sealed until their week is over. */
@ApplicationScoped
class AnonymousAnswers implements AnonymousBox {

  /** A PARTIAL never takes the place of what was sent. */
  private static final String STORE =
      """
      insert into anonymous_answer as a (intake_key, survey_id, week, completeness, sealed)
      values ($1, $2, $3, $4, $5)
      on conflict (intake_key) do update
        set week = excluded.week, completeness = excluded.completeness, sealed = excluded.sealed
        where not (a.completeness = 'COMPLETE' and excluded.completeness = 'PARTIAL')
      returning xmax = 0 as first
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;
  private final ResponseRepository responses;
  private final SurveySecrets secrets;
  private final AnswerSeal seal;
  private final ResponseCount count;
  private final Clock clock;
  private final ZoneId zone;

  AnonymousAnswers(
      Pool pool,
      ResponseRepository responses,
      SurveySecrets secrets,
      ResponseCount count,
      Clock clock,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.pool = pool;
    this.responses = responses;
    this.secrets = secrets;
    this.seal = seal(secrets);
    this.count = count;
    this.clock = clock;
    this.zone = zone;
  }

  static AnswerSeal seal(SurveySecrets secrets) {
    return new AnswerSeal(secrets.derive("anonymous answers"));
  }

  @Override
  public Uni<Outcome> take(Sent sent) {
    UUID row = rowOf(sent.key(), sent.link());
    AnonymousAnswer answer = answer(sent);
    return pool.preparedQuery(STORE)
        .execute(
            Tuple.of(
                row,
                answer.surveyId(),
                answer.week(),
                answer.completeness().name(),
                Buffer.buffer(seal.seal(answer, row))))
        .map(
            rows ->
                !rows.iterator().hasNext()
                    ? Outcome.UNCHANGED
                    : rows.iterator().next().getBoolean("first")
                        ? Outcome.RECORDED
                        : Outcome.CHANGED)
        .invoke(count::sealed)
        .onFailure()
        .invoke(count::failed);
  }

  @Override
  public Uni<Optional<StoredResponse>> find(String key, Link link) {
    UUID row = rowOf(key, link);
    return pool.preparedQuery("select sealed from anonymous_answer where intake_key = $1")
        .execute(Tuple.of(row))
        .chain(
            rows -> {
              if (!rows.iterator().hasNext()) {
                return responses.find(link.surveyId(), responseOf(key, link));
              }
              AnonymousAnswer answer =
                  seal.open(rows.iterator().next().getBuffer("sealed").getBytes(), row);
              return Uni.createFrom()
                  .item(Optional.of(new StoredResponse(answer.completeness(), answer.answers())));
            });
  }

  private AnonymousAnswer answer(Sent sent) {
    Anonymity anonymity = Objects.requireNonNull(sent.definition().anonymous());
    try {
      return new AnonymousAnswer(
          responseOf(sent.key(), sent.link()),
          sent.link().surveyId(),
          sent.link().version(),
          Week.of(clock.instant(), zone).monday(),
          anonymity.keeps(Anonymity.LOCALE) ? sent.locale() : "und",
          sent.completeness(),
          sent.answers(),
          KeptSegments.of(anonymity, JSON.readTree(sent.link().context())),
          sent.signals());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** While the week lasts; it is not the key of the response, whose time would be known by it. */
  private UUID rowOf(String key, Link link) {
    return secrets.of(link.surveyId(), "week", key);
  }

  private UUID responseOf(String key, Link link) {
    return secrets.of(link.surveyId(), "response", key);
  }
}
