package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.survey.honesty.Signal;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores responses and, in the same statement, the events that tell of them. */
@ApplicationScoped
class ResponseStore {

  /**
   * A PARTIAL never takes the place of what was sent: it may come late, after Send. What a machine
   * seems to have sent goes into quarantine, where it keeps the answers that it took the place of;
   * what a person sends afterwards counts again, and so does all that a colleague has vouched for.
   * The invitation counts as answered from the first answer that counts. The rows are taken in the
   * order of their key, so that replicas with overlapping batches never deadlock. Id, revision,
   * state and the first answer's time are those of the stored row.
   */
  private static final String STORE =
      """
      with i as materialized (
        select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[],
            $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::timestamptz[], $13::timestamptz[], $14::uuid[], $15::uuid[], $17::text[])
          as t(slot, id, intake_key, survey_id, version, invitation_id, surface, locale,
            completeness, answers, context, closes_at, answered_at, event_id, answered_event_id,
            reasons)),
      up as (
        insert into response as r (slot, id, intake_key, survey_id, survey_version, invitation_id,
          surface, locale, state, reasons, told_revision, completeness, answers, context,
          first_answered_at, answered_at, closes_at)
        select slot, id, intake_key, survey_id, version, invitation_id, surface, locale,
          case when reasons is null then 'COUNTED' else 'QUARANTINED' end,
          string_to_array(reasons, ' '), case when reasons is null then 1 end,
          completeness, answers::jsonb, context::json, answered_at, answered_at, closes_at
        from i where closes_at > answered_at
        order by slot, intake_key
        on conflict (slot, intake_key) do update
          set answers = excluded.answers, completeness = excluded.completeness,
            locale = excluded.locale, revision = r.revision + 1,
            answered_at = greatest(excluded.answered_at, r.answered_at),
            state = case when r.review = 'RELEASED' then 'COUNTED' else excluded.state end,
            review = nullif(r.review, 'REJECTED'),
            reasons = case when r.review = 'RELEASED' then r.reasons else excluded.reasons end,
            before = case when excluded.state = 'COUNTED' or r.review = 'RELEASED' then null
              when r.state = 'COUNTED' then
                jsonb_build_object('answers', r.answers, 'completeness', r.completeness)
              else r.before end,
            told_revision = coalesce(r.told_revision,
              case when excluded.state = 'COUNTED' then r.revision + 1 end)
          where r.closes_at > excluded.answered_at
            and not (r.completeness = 'COMPLETE' and excluded.completeness = 'PARTIAL')
            and ((r.answers, r.completeness)
                is distinct from (excluded.answers, excluded.completeness)
              or r.state <> 'COUNTED' and excluded.state = 'COUNTED')
        returning r.slot, r.intake_key, r.id, r.survey_id, r.survey_version, r.invitation_id,
          r.surface, r.locale, r.state, r.completeness, r.answers, r.context, r.revision,
          r.told_revision, r.first_answered_at, r.answered_at),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select i.event_id, 'response.changed', up.id::text, up.revision,
          """
          + ResponseEvent.DATA
          + """
        from up join i using (slot, intake_key)
          cross join lateral (select i.answers as given, $16 as iso) e),
      answered as (
        insert into outbox (event_id, type, subject, revision, data)
        select i.answered_event_id, 'invitation.answered', up.invitation_id::text, 1,
          json_build_object('invitationId', up.invitation_id,
            'answeredAt', to_char(up.first_answered_at at time zone 'UTC', $16))
        from up join i using (slot, intake_key)
        where up.revision = up.told_revision and up.invitation_id is not null)
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
        .addString(ResponseEvent.ISO)
        .addArrayOfString(rows.stream().map(ResponseStore::reasons).toArray(String[]::new));
  }

  /** Absent for what counts at once. */
  private static @Nullable String reasons(Submission row) {
    return row.signals().isEmpty()
        ? null
        : row.signals().stream().map(Signal::name).sorted().collect(Collectors.joining(" "));
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
