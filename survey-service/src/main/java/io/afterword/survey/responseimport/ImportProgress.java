package io.afterword.survey.responseimport;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.fileimport.Held;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.survey.respond.ResponseEvent;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What the work on an import keeps, counts and takes. */
@ApplicationScoped
class ImportProgress {
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

  /** Keeps and counts a batch of the preview. */
  Uni<Void> see(SqlClient tx, UUID id, List<PastRow> sound, int read, List<RowFault> faults) {
    long faulty = faults.stream().mapToLong(RowFault::line).distinct().count();
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
        .chain(() -> ImportStore.FILES.keep(tx, id, faults));
  }

  private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  Uni<Void> ready(SqlClient tx, ResponseImport file, Found found) {
    return tx.preparedQuery(READY)
        .execute(Tuple.of(file.id(), store.text(found), SurveySlot.of(file.surveyId())))
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
                .addInteger(Held.BATCH)
                .addArrayOfUUID(ids())
                .addArrayOfUUID(ids())
                .addString(ResponseEvent.ISO))
        .map(found -> found.iterator().next().getLong("taken"));
  }

  private static UUID[] ids() {
    return Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(Held.BATCH).toArray(UUID[]::new);
  }
}
