package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.survey.respond.Batcher.FailureKind;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Stores responses and, in the same statement, the events that tell of them. */
@ApplicationScoped
class ResponseStore {

  /**
   * A PARTIAL never takes the place of what was sent: it may come late, after Send. The rows are
   * taken in the order of their key, so that replicas with overlapping batches never deadlock. Id,
   * revision, state and the first answer's time are those of the stored row. The event is put
   * together as text and cast once: made with jsonb functions it took half of the statement's time,
   * and its context would not be passed on as it came.
   */
  private static final String STORE =
      """
      with i as materialized (
        select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[],
            $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::timestamptz[], $13::timestamptz[], $14::uuid[], $15::uuid[])
          as t(slot, id, intake_key, survey_id, version, invitation_id, surface, locale,
            completeness, answers, context, closes_at, answered_at, event_id, answered_event_id)),
      up as (
        insert into response as r (slot, id, intake_key, survey_id, survey_version, invitation_id,
          surface, locale, completeness, answers, context, first_answered_at, answered_at,
          closes_at)
        select slot, id, intake_key, survey_id, version, invitation_id, surface, locale,
          completeness, answers::jsonb, context::json, answered_at, answered_at, closes_at
        from i where closes_at > answered_at
        order by slot, intake_key
        on conflict (slot, intake_key) do update
          set answers = excluded.answers, completeness = excluded.completeness,
            locale = excluded.locale, revision = r.revision + 1,
            answered_at = greatest(excluded.answered_at, r.answered_at)
          where r.closes_at > excluded.answered_at
            and not (r.completeness = 'COMPLETE' and excluded.completeness = 'PARTIAL')
            and (r.answers, r.completeness)
              is distinct from (excluded.answers, excluded.completeness)
        returning r.slot, r.intake_key, r.id, r.survey_id, r.survey_version, r.invitation_id,
          r.surface, r.locale, r.state, r.completeness, r.answers, r.context, r.revision,
          r.first_answered_at, r.answered_at),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select i.event_id, 'response.changed', up.id::text, up.revision,
          ('{"responseId":"' || up.id || '","surveyId":"' || up.survey_id
            || '","version":' || up.survey_version
            || case when up.invitation_id is null then ''
               else ',"invitationId":"' || up.invitation_id || '"' end
            || ',"surface":"' || up.surface || '","locale":' || to_json(up.locale)
            || ',"state":"' || up.state || '","completeness":"' || up.completeness
            || '","firstAnsweredAt":"' || to_char(up.first_answered_at at time zone 'UTC', $16)
            || '","answeredAt":"' || to_char(up.answered_at at time zone 'UTC', $16)
            || '","answers":' || i.answers
            || case when up.context is null then '' else ',"context":' || up.context end
            || '}')::json
        from up join i using (slot, intake_key)),
      answered as (
        insert into outbox (event_id, type, subject, revision, data)
        select i.answered_event_id, 'invitation.answered', up.invitation_id::text, 1,
          json_build_object('invitationId', up.invitation_id,
            'answeredAt', to_char(up.first_answered_at at time zone 'UTC', $16))
        from up join i using (slot, intake_key)
        where up.revision = 1 and up.invitation_id is not null)
      select intake_key, revision from up
      """;

  /**
   * Of those that did not come back: closed, or said already. Lateral, since the statement stays
   * prepared: a plain join that is planned while the table is empty goes on scanning all of it.
   */
  private static final String LOOK =
      """
      select r.intake_key, r.closes_at <= t.answered_at as closed
      from unnest($1::smallint[], $2::uuid[], $3::timestamptz[]) as t(slot, intake_key, answered_at)
      cross join lateral (
        select intake_key, closes_at from response
        where slot = t.slot and intake_key = t.intake_key limit 1) r
      """;

  /** ISO 8601 in UTC, to the microsecond. */
  private static final String ISO = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

  /** Cardinality, data, integrity constraint, program limit: a row is at fault (CAPTURE 1.3). */
  private static final Set<String> DATA_ERRORS = Set.of("21", "22", "23", "54");

  /** Rolled back, connection lost, resources, operator's intervention, system. */
  private static final Set<String> TRANSIENT_ERRORS = Set.of("40", "08", "53", "57", "58");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;

  ResponseStore(Pool pool) {
    this.pool = pool;
  }

  /** One statement for all rows, each of another response. Repeating it changes nothing. */
  Uni<Map<UUID, Outcome>> store(List<Submission> rows) {
    return pool.preparedQuery(STORE)
        .execute(columns(rows))
        .map(
            stored -> {
              Map<UUID, Outcome> outcomes = new HashMap<>();
              for (Row row : stored) {
                boolean first = row.getInteger("revision") == 1;
                outcomes.put(row.getUUID("intake_key"), first ? Outcome.RECORDED : Outcome.CHANGED);
              }
              return outcomes;
            })
        .call(outcomes -> lookAtTheRest(rows, outcomes));
  }

  private Uni<Void> lookAtTheRest(List<Submission> rows, Map<UUID, Outcome> outcomes) {
    List<Submission> rest =
        rows.stream().filter(row -> !outcomes.containsKey(row.intakeKey())).toList();
    if (rest.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple keys =
        Tuple.of(
            slots(rest),
            column(rest, Submission::intakeKey, UUID[]::new),
            times(rest, Submission::answeredAt));
    return pool.preparedQuery(LOOK)
        .execute(keys)
        .invoke(
            found -> {
              for (Row row : found) {
                outcomes.put(
                    row.getUUID("intake_key"),
                    row.getBoolean("closed") ? Outcome.CLOSED : Outcome.UNCHANGED);
              }
            })
        .replaceWithVoid();
  }

  /** What a failure of {@link #store} means; a connection that broke has no SQLSTATE. */
  static FailureKind kindOf(Throwable failure) {
    if (failure instanceof PgException pg && pg.getSqlState() != null) {
      String sqlClass = pg.getSqlState().substring(0, 2);
      if (DATA_ERRORS.contains(sqlClass)) {
        return FailureKind.DATA;
      }
      return TRANSIENT_ERRORS.contains(sqlClass) ? FailureKind.TRANSIENT : FailureKind.OTHER;
    }
    return FailureKind.TRANSIENT;
  }

  private static Tuple columns(List<Submission> rows) {
    return Tuple.tuple()
        .addArrayOfShort(slots(rows))
        .addArrayOfUUID(column(rows, Submission::id, UUID[]::new))
        .addArrayOfUUID(column(rows, Submission::intakeKey, UUID[]::new))
        .addArrayOfUUID(column(rows, Submission::surveyId, UUID[]::new))
        .addArrayOfInteger(column(rows, Submission::version, Integer[]::new))
        .addArrayOfUUID(rows.stream().map(Submission::invitationId).toArray(UUID[]::new))
        .addArrayOfString(column(rows, row -> row.surface().name(), String[]::new))
        .addArrayOfString(column(rows, Submission::locale, String[]::new))
        .addArrayOfString(column(rows, row -> row.completeness().name(), String[]::new))
        .addArrayOfString(column(rows, row -> write(row.answers()), String[]::new))
        .addArrayOfString(column(rows, Submission::context, String[]::new))
        .addArrayOfOffsetDateTime(times(rows, Submission::closesAt))
        .addArrayOfOffsetDateTime(times(rows, Submission::answeredAt))
        .addArrayOfUUID(column(rows, row -> UuidCreator.getTimeOrderedEpoch(), UUID[]::new))
        .addArrayOfUUID(column(rows, row -> UuidCreator.getTimeOrderedEpoch(), UUID[]::new))
        .addString(ISO);
  }

  private static Short[] slots(List<Submission> rows) {
    return column(rows, row -> SurveySlot.of(row.surveyId()), Short[]::new);
  }

  private static OffsetDateTime[] times(List<Submission> rows, Function<Submission, Instant> time) {
    return column(rows, row -> time.apply(row).atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
  }

  private static <T> T[] column(
      List<Submission> rows, Function<Submission, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static String write(List<Answer> answers) {
    try {
      return JSON.writeValueAsString(answers);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
