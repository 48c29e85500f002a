package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a survey's responses by what is asked for, in the order of their ids. */
@ApplicationScoped
class ResponseSearch {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;

  ResponseSearch(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param after id that comes before them
   * @param before id that comes after them
   */
  Uni<List<ResponseView>> find(
      ResponseFilter filter, @Nullable UUID after, @Nullable UUID before, int limit) {
    SearchStatement statement = new SearchStatement(filter, after, before, limit);
    return pool.preparedQuery(statement.sql())
        .execute(statement.values())
        .map(
            rows -> {
              List<ResponseView> views = new ArrayList<>();
              rows.forEach(row -> views.add(view(row)));
              return views;
            });
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
        ResponseRepository.answers(row.getString("answers")),
        context(row.getString("context")));
  }

  private static @Nullable JsonNode context(@Nullable String json) {
    try {
      return json == null ? null : JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
