package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads responses; every statement names the slot first. */
@ApplicationScoped
class ResponseRepository {

  private static final String OF_INTAKE_KEY =
      """
      select completeness, answers::text as answers from response
      where slot = $1 and intake_key = $2 and state <> 'WITHDRAWN'
      """;

  private static final String OF_SURVEY =
      """
      select id, survey_id, survey_version, invitation_id, surface, locale, state, completeness,
        answers::text as answers, revision, first_answered_at, answered_at
      from response
      where slot = $1 and survey_id = $2 and ($3::uuid is null or id > $3)
      order by slot, survey_id, id limit $4
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;

  ResponseRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<Optional<StoredResponse>> find(UUID surveyId, UUID intakeKey) {
    return pool.preparedQuery(OF_INTAKE_KEY)
        .execute(Tuple.of(SurveySlot.of(surveyId), intakeKey))
        .map(
            rows -> {
              RowIterator<Row> iterator = rows.iterator();
              return iterator.hasNext() ? Optional.of(stored(iterator.next())) : Optional.empty();
            });
  }

  /** In the order they were first stored, those after {@code after}. */
  Uni<List<ResponseView>> list(UUID surveyId, @Nullable UUID after, int limit) {
    return pool.preparedQuery(OF_SURVEY)
        .execute(
            Tuple.tuple()
                .addShort(SurveySlot.of(surveyId))
                .addUUID(surveyId)
                .addUUID(after)
                .addInteger(limit))
        .map(
            rows -> {
              List<ResponseView> views = new ArrayList<>();
              rows.forEach(row -> views.add(view(row)));
              return views;
            });
  }

  private static StoredResponse stored(Row row) {
    return new StoredResponse(
        Completeness.valueOf(row.getString("completeness")), answers(row.getString("answers")));
  }

  private static ResponseView view(Row row) {
    return new ResponseView(
        row.getUUID("id"),
        row.getUUID("survey_id"),
        row.getInteger("survey_version"),
        row.getUUID("invitation_id"),
        Surface.valueOf(row.getString("surface")),
        row.getString("locale"),
        ResponseState.valueOf(row.getString("state")),
        Completeness.valueOf(row.getString("completeness")),
        row.getInteger("revision"),
        row.getOffsetDateTime("first_answered_at").toInstant(),
        row.getOffsetDateTime("answered_at").toInstant(),
        answers(row.getString("answers")));
  }

  private static List<Answer> answers(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
