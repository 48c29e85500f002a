package io.afterword.survey.responseimport;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.survey.respond.ResponseEvent;
import io.afterword.survey.responseimport.ResponseImport.Refusal;
import io.afterword.survey.responseimport.RowReader.Fault;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the work on an import writes, fenced: whoever was taken for dead changes nothing. */
@ApplicationScoped
class ImportProgress {
  static final int BATCH = 500;

  /** The first rows show what is wrong with a file. */
  private static final int FAULTS_KEPT = 1_000;

  /** Much longer than a batch takes. Whoever read before and died has counted some. */
  private static final String CLAIM =
      """
      with claimed as (
        update response_import set fence = fence + 1,
          lease_until = clock_timestamp() + interval '1 min',
          rows = case when state = 'READING' then 0 else rows end,
          faulty = case when state = 'READING' then 0 else faulty end,
          repeated = case when state = 'READING' then 0 else repeated end,
          known = case when state = 'READING' then 0 else known end
        where id = $1 and state in ('READING', 'IMPORTING')
          and (lease_until is null or lease_until < clock_timestamp())
        returning id, fence, state),
      faults as (
        delete from response_import_fault f using claimed c
        where f.import_id = c.id and c.state = 'READING'),
      read as (
        delete from response_import_row r using claimed c
        where r.import_id = c.id and c.state = 'READING')
      select fence from claimed
      """;

  private static final String LEFT =
      """
      select id from response_import
      where state in ('READING', 'IMPORTING')
        and (lease_until is null or lease_until < clock_timestamp())
      order by id
      """;

  private static final String HOLD =
      """
      update response_import set lease_until = clock_timestamp() + interval '1 min', updated_at = $3
      where id = $1 and fence = $2 and state in ('READING', 'IMPORTING') returning id
      """;

  /**
   * Of rows without an id those that say the same are told apart by how many came before them, so
   * that the same file gives the same keys and none of them is lost.
   */
  private static final String SEE =
      """
      with told as (
        select * from unnest($2::bigint[], $3::text[], $4::boolean[], $5::timestamptz[], $6::text[],
          $7::text[], $8::text[]) as t(line, sign, identified, answered_at, locale, answers, context)),
      numbered as (
        select t.*, case when identified then 0 else
          row_number() over (partition by sign order by line)
            + (select count(*) from response_import_row r where r.import_id = $1 and r.sign = t.sign)
          end as nth
        from told t),
      fresh as (
        insert into response_import_row
          (import_id, line, sign, intake_key, answered_at, locale, answers, context)
        select $1, line, sign,
          left(encode(sha256(convert_to(sign || ' ' || nth, 'UTF8')), 'hex'), 32)::uuid,
          answered_at, locale, answers, nullif(context, '{}')
        from numbered order by line
        on conflict (import_id, intake_key) do nothing
        returning line)
      update response_import set rows = rows + $9, faulty = faulty + $10,
        repeated = repeated + (select count(*) from told) - (select count(*) from fresh)
      where id = $1
      """;

  private static final String FAULTS =
      """
      insert into response_import_fault (import_id, line, position, code, sentence)
      select $1, line, position, code, sentence
      from unnest($2::bigint[], $3::smallint[], $4::text[], $5::text[])
        as t(line, position, code, sentence)
      where (select count(*) from response_import_fault where import_id = $1) < $6
      on conflict do nothing
      """;

  private static final String READY =
      """
      update response_import i set state = 'READY', found = $2, lease_until = null,
        earliest = r.earliest, latest = r.latest, known = r.known
      from (
        select min(s.answered_at) as earliest, max(s.answered_at) as latest, count(p.id) as known
        from response_import_row s
          left join response p on p.slot = $3 and p.intake_key = s.intake_key
        where s.import_id = $1) r
      where i.id = $1
      """;

  private static final String REFUSE =
      """
      update response_import set state = 'REFUSED', problem = $2, found = $3, lease_until = null
      where id = $1
      """;

  /**
   * The next rows become responses with their events, in the order of their keys as all others do.
   * They are complete and closed, and have no invitation; nobody asks whether a machine sent them.
   */
  private static final String TAKE =
      """
      with batch as materialized (
        select r.*, row_number() over (order by line) as n
        from (
          select * from response_import_row
          where import_id = $1
            and line > (select taken_line from response_import where id = $1)
          order by line limit $5) r),
      i as materialized (
        select b.*, k.id, k.event_id from batch b
          join unnest($6::uuid[], $7::uuid[]) with ordinality as k(id, event_id, n) using (n)),
      up as (
        insert into response (slot, id, intake_key, survey_id, survey_version, surface, locale,
          state, completeness, answers, context, first_answered_at, answered_at, closes_at)
        select $2, id, intake_key, $3, $4, 'IMPORT', locale, 'COUNTED', 'COMPLETE', answers::jsonb,
          context::json, answered_at, answered_at, answered_at
        from i order by intake_key
        on conflict (slot, intake_key) do nothing
        returning *),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select i.event_id, 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
        from up join i on i.id = up.id
          cross join lateral (select i.answers as given, $8 as iso) e)
      update response_import set done = done + (select count(*) from batch),
        created = created + (select count(*) from up),
        taken_line = coalesce((select max(line) from batch), taken_line)
      where id = $1
      returning (select count(*) from batch) as taken
      """;

  private final ImportStore store;

  ImportProgress(ImportStore store) {
    this.store = store;
  }

  Uni<Optional<Long>> claim(SqlClient tx, UUID id) {
    return tx.preparedQuery(CLAIM)
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(row -> row.getLong("fence")));
  }

  /** Imports that nobody works on though somebody should. */
  Uni<List<UUID>> left(SqlClient client) {
    return client
        .preparedQuery(LEFT)
        .execute()
        .map(found -> found.stream().map(row -> row.getUUID("id")).toList());
  }

  /** Locks the import and goes on holding it; false when it is not ours any more. */
  Uni<Boolean> hold(SqlClient tx, UUID id, long fence, Instant now) {
    return tx.preparedQuery(HOLD)
        .execute(Tuple.of(id, fence, now.atOffset(ZoneOffset.UTC)))
        .map(found -> found.size() > 0);
  }

  /** Keeps and counts a batch of the preview. */
  Uni<Void> see(SqlClient tx, UUID id, List<PastRow> sound, int read, List<Fault> faults) {
    long faulty = faults.stream().mapToLong(Fault::line).distinct().count();
    return tx.preparedQuery(SEE)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addArrayOfLong(column(sound, PastRow::line, Long[]::new))
                .addArrayOfString(column(sound, PastRow::sign, String[]::new))
                .addArrayOfBoolean(column(sound, PastRow::identified, Boolean[]::new))
                .addArrayOfOffsetDateTime(
                    column(
                        sound,
                        row -> row.answeredAt().atOffset(ZoneOffset.UTC),
                        OffsetDateTime[]::new))
                .addArrayOfString(column(sound, PastRow::locale, String[]::new))
                .addArrayOfString(column(sound, PastRow::answers, String[]::new))
                .addArrayOfString(column(sound, PastRow::context, String[]::new))
                .addLong((long) read)
                .addLong(faulty))
        .chain(() -> keep(tx, id, faults));
  }

  private static Uni<Void> keep(SqlClient tx, UUID id, List<Fault> faults) {
    return faults.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(FAULTS)
            .execute(
                Tuple.of(
                    id,
                    column(faults, Fault::line, Long[]::new),
                    column(faults, fault -> (short) fault.position(), Short[]::new),
                    column(faults, Fault::code, String[]::new),
                    column(faults, Fault::sentence, String[]::new),
                    FAULTS_KEPT))
            .replaceWithVoid();
  }

  private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  Uni<Void> ready(SqlClient tx, ResponseImport file, Found found) {
    return tx.preparedQuery(READY)
        .execute(Tuple.of(file.id(), store.text(found), SurveySlot.of(file.surveyId())))
        .replaceWithVoid();
  }

  Uni<Void> refuse(SqlClient tx, UUID id, Refusal refusal, @Nullable Found found) {
    return tx.preparedQuery(REFUSE)
        .execute(Tuple.of(id, store.text(refusal), found == null ? null : store.text(found)))
        .replaceWithVoid();
  }

  /**
   * Takes the next rows; their ids are made here, since an export relies on ids being young.
   *
   * @return how many rows there were
   */
  Uni<Long> take(SqlClient tx, ResponseImport file, int version) {
    return tx.preparedQuery(TAKE)
        .execute(
            Tuple.tuple()
                .addUUID(file.id())
                .addShort(SurveySlot.of(file.surveyId()))
                .addUUID(file.surveyId())
                .addInteger(version)
                .addInteger(BATCH)
                .addArrayOfUUID(ids())
                .addArrayOfUUID(ids())
                .addString(ResponseEvent.ISO))
        .map(found -> found.iterator().next().getLong("taken"));
  }

  private static UUID[] ids() {
    return Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(BATCH).toArray(UUID[]::new);
  }
}
