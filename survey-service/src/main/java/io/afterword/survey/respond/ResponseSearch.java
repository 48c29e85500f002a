package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a survey's responses by what is asked for, in the order of their ids. */
@ApplicationScoped
class ResponseSearch {

  /** One index gives the survey in order; what else is asked for is looked at row by row. */
  private static final String FIND =
      """
      select id, survey_id, survey_version, invitation_id, surface, locale, state, completeness,
        answers::text as answers, context::text as context, revision, first_answered_at, answered_at
      from response
      where slot = $1 and survey_id = $2 and ($3::uuid is null or id > $3)
        and ($4::uuid is null or id < $4)
        and ($5::int is null or survey_version = $5)
        and ($6::timestamptz is null or first_answered_at >= $6)
        and ($7::timestamptz is null or first_answered_at < $7)
        and ($8::text is null or context ->> 'contactId' = $8)
        and ($9::int is null and $10::int is null or exists (
          select from jsonb_array_elements(answers) a
          where a ->> 'question' = $11 and (a ->> 'rating')::int
            between coalesce($9, -1) and coalesce($10, 100)))
        and ($12::text is null or exists (
          select from jsonb_array_elements(answers) a
          where position(lower($12) in lower(a ->> 'text')) > 0))
        and ($13::text is null or state = $13)
      order by slot, survey_id, id limit $14
      """;

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
    return pool.preparedQuery(FIND)
        .execute(
            Tuple.tuple()
                .addShort(SurveySlot.of(filter.surveyId()))
                .addUUID(filter.surveyId())
                .addUUID(after)
                .addUUID(before)
                .addInteger(filter.version())
                .addOffsetDateTime(utc(filter.from()))
                .addOffsetDateTime(utc(filter.to()))
                .addString(filter.contact())
                .addInteger(filter.minRating())
                .addInteger(filter.maxRating())
                .addString(filter.scored())
                .addString(filter.text())
                .addString(filter.state() == null ? null : filter.state().name())
                .addInteger(limit))
        .map(
            rows -> {
              List<ResponseView> views = new ArrayList<>();
              rows.forEach(row -> views.add(view(row)));
              return views;
            });
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
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
