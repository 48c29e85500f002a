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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads responses; every statement names the slot first. */
@ApplicationScoped
public class ResponseRepository {

  /** Lateral, so that the index is used whatever the planner believes of the table's size. */
  private static final String OF_INTAKE_KEYS =
      """
      select r.slot, r.intake_key, r.completeness, r.answers::text as answers
      from unnest($1::smallint[], $2::uuid[]) as t(slot, intake_key)
      cross join lateral (
        select * from response where slot = t.slot and intake_key = t.intake_key limit 1) r
      where r.state <> 'WITHDRAWN'
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;

  /** Every view of a page asks what was answered before. */
  private final SharedLookup<Key, StoredResponse> byIntakeKey =
      new SharedLookup<>(this::ofIntakeKeys);

  ResponseRepository(Pool pool) {
    this.pool = pool;
  }

  private record Key(short slot, UUID intakeKey) {}

  public Uni<Optional<StoredResponse>> find(UUID surveyId, UUID intakeKey) {
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

  private static StoredResponse stored(Row row) {
    return StoredResponse.of(row.getString("completeness"), row.getString("answers"));
  }

  static List<Answer> answers(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
