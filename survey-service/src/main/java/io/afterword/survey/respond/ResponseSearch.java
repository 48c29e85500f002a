package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads a survey's responses by what is asked for, in the order of their ids. What stands in texts
 * no index knows (ADR 31): they are read stretch by stretch, each a statement of a fifth of a
 * second at most, until the page is full or {@link #MOST_STRETCHES} are read; the next page goes on
 * there.
 */
@ApplicationScoped
class ResponseSearch {

  private static final int MOST_STRETCHES = 10;

  private static final String END_OF_STRETCH =
      """
      select id from response where slot = $1 and survey_id = $2 and id > $3
      order by slot, survey_id, id offset $4 limit 1
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;
  private final int stretch;

  /**
   * @param stretch how many responses are read at once for what stands in their texts
   */
  ResponseSearch(
      Pool pool,
      @ConfigProperty(name = "afterword.search.stretch", defaultValue = "100000") int stretch) {
    this.pool = pool;
    this.stretch = stretch;
  }

  /** A page and where the next begins; a page of texts may hold fewer than there are. */
  Uni<CursorPage<ResponseView>> page(ResponseFilter filter, @Nullable UUID after, int limit) {
    return SearchStatement.readsAlong(filter)
        ? along(filter, after == null ? BEFORE_ALL : after, limit, List.of(), MOST_STRETCHES)
        : find(filter, after, null, limit + 1).map(found -> page(found, limit, null));
  }

  private Uni<CursorPage<ResponseView>> along(
      ResponseFilter filter, UUID after, int limit, List<ResponseView> before, int stretches) {
    return endOfStretch(filter.surveyId(), after)
        .chain(
            end ->
                find(filter, after, end.map(ResponseSearch::next).orElse(null), limit + 1)
                    .chain(
                        more -> {
                          List<ResponseView> found = new ArrayList<>(before);
                          found.addAll(more);
                          return found.size() > limit || end.isEmpty() || stretches == 1
                              ? Uni.createFrom().item(page(found, limit, end.orElse(null)))
                              : along(filter, end.get(), limit, found, stretches - 1);
                        }));
  }

  /** The last id of the stretch after that one; none when the survey ends in it. */
  private Uni<Optional<UUID>> endOfStretch(UUID survey, UUID after) {
    return pool.preparedQuery(END_OF_STRETCH)
        .execute(Tuple.of(SurveySlot.of(survey), survey, after, stretch - 1))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .findFirst());
  }

  private static UUID next(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
  }

  /**
   * @param read how far was read when that is known to be not all
   */
  private static CursorPage<ResponseView> page(
      List<ResponseView> found, int limit, @Nullable UUID read) {
    if (found.size() > limit) {
      List<ResponseView> shown = found.subList(0, limit);
      return new CursorPage<>(shown, Cursor.encode(shown.get(limit - 1).id().toString()));
    }
    return new CursorPage<>(found, read == null ? null : Cursor.encode(read.toString()));
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
