package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.lookup.SharedLookup;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads responses; every statement names the slot first. */
@ApplicationScoped
class ResponseRepository {

  /** Lateral, so that the index is used whatever the planner believes of the table's size. */
  private static final String OF_INTAKE_KEYS =
      """
      select r.slot, r.intake_key, r.completeness, r.answers::text as answers
      from unnest($1::smallint[], $2::uuid[]) as t(slot, intake_key)
      cross join lateral (
        select * from response where slot = t.slot and intake_key = t.intake_key limit 1) r
      where r.state <> 'WITHDRAWN'
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

  /** Every view of the page asks what was answered before. */
  private final SharedLookup<Key, StoredResponse> byIntakeKey =
      new SharedLookup<>(this::ofIntakeKeys);

  ResponseRepository(Pool pool) {
    this.pool = pool;
  }

  private record Key(short slot, UUID intakeKey) {}

  Uni<Optional<StoredResponse>> find(UUID surveyId, UUID intakeKey) {
    return byIntakeKey.find(new Key(SurveySlot.of(surveyId), intakeKey));
  }

  private Uni<Map<Key, StoredResponse>> ofIntakeKeys(Set<Key> keys) {
    List<Key> rows = List.copyOf(keys);
    Tuple columns =
        Tuple.of(
            rows.stream().map(Key::slot).toArray(Short[]::new),
            rows.stream().map(Key::intakeKey).toArray(UUID[]::new));
    return pool.preparedQuery(OF_INTAKE_KEYS)
        .execute(columns)
        .map(
            found -> {
              Map<Key, StoredResponse> responses = new HashMap<>();
              found.forEach(
                  row ->
                      responses.put(
                          new Key(row.getShort("slot"), row.getUUID("intake_key")), stored(row)));
              return responses;
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
