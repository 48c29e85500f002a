package io.afterword.survey.anonymous;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.link.SurveySecrets;
import io.afterword.survey.respond.ResponseEvent;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When a week is over, its anonymous answers become responses: all of a transaction's rows and
 * events in an order that is drawn, so that neither place, time nor transaction tells when one was
 * given. Rows come in the order of their keys, which is as good as drawn too.
 */
@ApplicationScoped
class WeeklyBatch implements Job {

  /** One transaction; a larger one hides better, a smaller one locks less. */
  static final int BATCH = 5_000;

  /** Nobody waits for it, and a service that was down on Monday catches up. */
  private static final Duration EVERY = Duration.ofHours(1);

  private static final String TAKE =
      """
      delete from anonymous_answer where intake_key in (
        select intake_key from anonymous_answer where week < $1
        order by intake_key limit $2 for update skip locked)
      returning intake_key, sealed
      """;

  private static final String RELEASE =
      """
      with i as materialized (
        select * from jsonb_to_recordset($1::jsonb) as t(at int, slot smallint, id uuid,
          intake_key uuid, survey_id uuid, version int, locale text, completeness text,
          answers jsonb, context json, reasons text, monday timestamptz, event_id uuid)),
      up as (
        insert into response as r (slot, id, intake_key, survey_id, survey_version, invitation_id,
          surface, locale, state, reasons, completeness, answers, context, first_answered_at,
          answered_at, closes_at)
        select slot, id, intake_key, survey_id, version, null, 'MAIL', locale,
          case when reasons is null then 'COUNTED' else 'QUARANTINED' end,
          string_to_array(reasons, ' '), completeness, answers, context, monday, monday,
          monday + interval '7 days'
        from i order by at
        on conflict (slot, intake_key) do update
          set answers = excluded.answers, completeness = excluded.completeness,
            locale = excluded.locale, context = excluded.context, revision = r.revision + 1,
            answered_at = greatest(excluded.answered_at, r.answered_at),
            state = case when r.review = 'RELEASED' then 'COUNTED' else excluded.state end,
            review = nullif(r.review, 'REJECTED'),
            reasons = case when r.review = 'RELEASED' then r.reasons else excluded.reasons end
          where not (r.completeness = 'COMPLETE' and excluded.completeness = 'PARTIAL')
        returning r.*)
      insert into outbox (event_id, type, subject, revision, data)
      select i.event_id, 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
      from up join i using (slot, intake_key)
        cross join lateral (select up.answers::text as given, $2::text as iso) e
      order by i.at
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pool pool;
  private final AnswerSeal seal;
  private final ZoneId zone;

  /** As in the ids of other responses, so that exports find them in the order they were stored. */
  private final Clock machine = Clock.systemUTC();

  private final SecureRandom random = new SecureRandom();

  WeeklyBatch(
      Pool pool,
      SurveySecrets secrets,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.pool = pool;
    this.seal = AnonymousAnswers.seal(secrets);
    this.zone = zone;
  }

  @Override
  public String name() {
    return "anonymous-weekly-batch";
  }

  @Override
  public Instant next(Instant after, ZoneId workspace) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    LocalDate thisWeek = Week.of(now, zone).monday();
    return Steps.untilNothing(() -> pool.withTransaction(tx -> release(tx, thisWeek)))
        .map(released -> released + " answers released");
  }

  private Uni<Integer> release(SqlConnection tx, LocalDate thisWeek) {
    return tx.preparedQuery(TAKE)
        .execute(Tuple.of(thisWeek, BATCH))
        .chain(
            rows -> {
              List<AnonymousAnswer> answers = new ArrayList<>();
              for (Row row : rows) {
                answers.add(
                    seal.open(row.getBuffer("sealed").getBytes(), row.getUUID("intake_key")));
              }
              return answers.isEmpty()
                  ? Uni.createFrom().item(0)
                  : tx.preparedQuery(RELEASE)
                      .execute(Tuple.of(shuffled(answers), ResponseEvent.ISO))
                      .replaceWith(answers.size());
            });
  }

  /** All with the moment of the batch in their ids, so that nothing else is. */
  private JsonArray shuffled(List<AnonymousAnswer> answers) {
    Collections.shuffle(answers, random);
    Instant batch = machine.instant();
    JsonArray rows = new JsonArray();
    for (int at = 0; at < answers.size(); at++) {
      rows.add(row(at, answers.get(at), batch));
    }
    return rows;
  }

  private Map<String, Object> row(int at, AnonymousAnswer answer, Instant batch) {
    Map<String, Object> row = new HashMap<>();
    row.put("at", at);
    row.put("slot", SurveySlot.of(answer.surveyId()));
    row.put("id", randomId(batch).toString());
    row.put("intake_key", answer.intakeKey().toString());
    row.put("survey_id", answer.surveyId().toString());
    row.put("version", answer.version());
    row.put("locale", answer.locale());
    row.put("completeness", answer.completeness().name());
    row.put("answers", new JsonArray(text(answer.answers())));
    row.put("context", new JsonObject(answer.context().toString()));
    row.put(
        "reasons",
        answer.signals().isEmpty()
            ? null
            : answer.signals().stream()
                .map(Signal::name)
                .sorted()
                .collect(Collectors.joining(" ")));
    row.put("monday", new Week(answer.week()).begin(zone).atOffset(ZoneOffset.UTC).toString());
    row.put("event_id", UuidCreator.getTimeOrderedEpoch().toString());
    return row;
  }

  /** A UUIDv7 whose time is the batch's and whose rest is drawn. */
  private UUID randomId(Instant batch) {
    long high = (batch.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
