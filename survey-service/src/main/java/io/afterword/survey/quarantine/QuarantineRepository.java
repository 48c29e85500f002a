package io.afterword.survey.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.respond.Answer;
import io.afterword.survey.respond.ResponseEvent;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Responses in quarantine; every statement names the slot first. */
@ApplicationScoped
class QuarantineRepository {

  private static final String LIST =
      """
      select r.id, r.survey_id, r.survey_version, r.reasons, r.answered_at,
        r.answers::text as answers, (r.before -> 'answers')::text as before, l.recipient_domain
      from response r left join link l on l.invitation_id = r.invitation_id
      where r.slot = $1 and r.survey_id = $2 and r.state = 'QUARANTINED'
        and ($3::uuid is null or r.id > $3)
      order by r.slot, r.survey_id, r.id limit $4
      """;

  /**
   * Each response is changed, and its event written, once: one that is not in quarantine any more
   * stays as it is. The order of the keys keeps two colleagues with the same list from a deadlock.
   */
  private static final String DECIDE =
      """
      with chosen as materialized (
        select slot, id from response
        where slot = $1 and survey_id = $2 and id = any($3::uuid[]) and state = 'QUARANTINED'
        order by slot, id for update),
      up as (
        update response r set review = $4, revision = r.revision + 1,
          state = case when $4 = 'RELEASED' or r.before is not null then 'COUNTED'
            else 'WITHDRAWN' end,
          answers = case when $4 = 'REJECTED' and r.before is not null
            then r.before -> 'answers' else r.answers end,
          completeness = case when $4 = 'REJECTED' and r.before is not null
            then r.before ->> 'completeness' else r.completeness end,
          before = null,
          told_revision = coalesce(r.told_revision,
            case when $4 = 'RELEASED' then r.revision + 1 end)
        from chosen c where r.slot = c.slot and r.id = c.id
        returning r.*),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select gen_random_uuid(), 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
        from up cross join lateral (select up.answers::text as given, $5 as iso) e),
      answered as (
        insert into outbox (event_id, type, subject, revision, data)
        select gen_random_uuid(), 'invitation.answered', up.invitation_id::text, 1,
          json_build_object('invitationId', up.invitation_id,
            'answeredAt', to_char(up.first_answered_at at time zone 'UTC', $5))
        from up where up.revision = up.told_revision and up.invitation_id is not null)
      select id from up
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;

  QuarantineRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<List<QuarantinedView>> list(UUID surveyId, @Nullable UUID after, int limit) {
    return pool.preparedQuery(LIST)
        .execute(
            Tuple.tuple()
                .addShort(SurveySlot.of(surveyId))
                .addUUID(surveyId)
                .addUUID(after)
                .addInteger(limit))
        .map(
            rows -> {
              List<QuarantinedView> views = new ArrayList<>();
              rows.forEach(row -> views.add(view(row)));
              return views;
            });
  }

  /** Decides those that are in quarantine, and answers which they were. */
  Uni<List<UUID>> decide(SqlClient tx, UUID surveyId, List<UUID> ids, Decision decision) {
    return tx.preparedQuery(DECIDE)
        .execute(
            Tuple.tuple()
                .addShort(SurveySlot.of(surveyId))
                .addUUID(surveyId)
                .addArrayOfUUID(ids.stream().distinct().sorted().toArray(UUID[]::new))
                .addString(decision.name())
                .addString(ResponseEvent.ISO))
        .map(
            rows -> {
              List<UUID> decided = new ArrayList<>();
              rows.forEach(row -> decided.add(row.getUUID("id")));
              return decided;
            });
  }

  private static QuarantinedView view(Row row) {
    String before = row.getString("before");
    return new QuarantinedView(
        row.getUUID("id"),
        row.getUUID("survey_id"),
        row.getInteger("survey_version"),
        Arrays.stream(row.getArrayOfStrings("reasons")).map(Signal::valueOf).sorted().toList(),
        row.getString("recipient_domain"),
        row.getOffsetDateTime("answered_at").toInstant(),
        answers(row.getString("answers")),
        before == null ? null : answers(before));
  }

  private static List<Answer> answers(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
