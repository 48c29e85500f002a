package io.afterword.survey.link;

import io.afterword.survey.lookup.SharedLookup;
import io.afterword.survey.survey.SurveySlot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Links as rows, in sets: one statement for up to 500. */
@ApplicationScoped
class LinkRepository {

  /** In the order of the unique key, so that two replicas with the same batch never deadlock. */
  private static final String INSERT =
      """
      insert into link (key_hash, invitation_id, survey_id, survey_version, slot, locale, context,
        expires_at, recipient_domain, created_at)
      select decode(t.hash, 'hex'), t.invitation_id, t.survey_id, t.version, t.slot, t.locale,
        t.context::json, t.expires_at, t.domain, $9
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[], $5::smallint[], $6::text[],
          $7::text[], $8::timestamptz[], $10::text[])
        as t(hash, invitation_id, survey_id, version, slot, locale, context, expires_at, domain)
      order by t.invitation_id
      on conflict (invitation_id) do nothing
      """;

  /** Whether it is answered is read, not kept: the response is the one place that knows. */
  private static final String OF_INVITATIONS =
      """
      select l.invitation_id, l.survey_id, l.survey_version, l.locale, l.context::text as context,
        l.recipient_domain, l.expires_at, r.id is not null as answered
      from link l left join response r on r.slot = l.slot and r.intake_key = l.invitation_id
      where l.invitation_id = any($1::uuid[])
      """;

  /**
   * With what was answered by it, which every page shows: asking for it later would cost a second
   * statement. Lateral, one row each: a plain join that is planned while the table is empty scans
   * all of it, and goes on doing so until somebody analyses the table.
   */
  private static final String OF_KEYS =
      """
      select l.invitation_id, l.survey_id, l.survey_version, l.locale, l.context::text as context,
        l.recipient_domain, l.expires_at, t.hash, r.completeness, r.answers::text as answers
      from unnest($1::text[]) as t(hash)
      cross join lateral (
        select * from link where key_hash = decode(t.hash, 'hex') limit 1) l
      left join lateral (
        select completeness, answers from response
        where slot = l.slot and intake_key = l.invitation_id and state <> 'WITHDRAWN' limit 1) r
        on true
      """;

  private final Pool pool;

  /** Every page and every answer begins with this lookup. */
  private final SharedLookup<String, Followed> byHash = new SharedLookup<>(this::ofHashes);

  LinkRepository(Pool pool) {
    this.pool = pool;
  }

  record New(Link link, String key) {}

  record Stored(Link link, boolean answered) {}

  record Followed(Link link, Optional<Earlier> earlier) {}

  /** Inserts those whose invitation has no link yet; a link that exists stays as it is. */
  Uni<Void> insert(List<New> links, Instant now) {
    if (links.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfString(column(links, l -> hash(l.key()), String[]::new))
            .addArrayOfUUID(column(links, l -> l.link().invitationId(), UUID[]::new))
            .addArrayOfUUID(column(links, l -> l.link().surveyId(), UUID[]::new))
            .addArrayOfInteger(column(links, l -> l.link().version(), Integer[]::new))
            .addArrayOfShort(column(links, l -> SurveySlot.of(l.link().surveyId()), Short[]::new))
            .addArrayOfString(links.stream().map(l -> l.link().locale()).toArray(String[]::new))
            .addArrayOfString(column(links, l -> l.link().context(), String[]::new))
            .addArrayOfOffsetDateTime(
                column(
                    links,
                    l -> l.link().expiresAt().atOffset(ZoneOffset.UTC),
                    OffsetDateTime[]::new))
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
            .addArrayOfString(
                links.stream().map(l -> l.link().recipientDomain()).toArray(String[]::new));
    return pool.preparedQuery(INSERT).execute(columns).replaceWithVoid();
  }

  Uni<Map<UUID, Stored>> of(Collection<UUID> invitationIds) {
    if (invitationIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return pool.preparedQuery(OF_INVITATIONS)
        .execute(Tuple.of(invitationIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Stored> stored = new HashMap<>();
              for (Row row : rows) {
                Link link = read(row);
                stored.put(link.invitationId(), new Stored(link, row.getBoolean("answered")));
              }
              return stored;
            });
  }

  Uni<Optional<Followed>> ofKey(String key) {
    return byHash.find(hash(key));
  }

  private Uni<Map<String, Followed>> ofHashes(Set<String> hashes) {
    return pool.preparedQuery(OF_KEYS)
        .execute(Tuple.tuple().addArrayOfString(hashes.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Followed> links = new HashMap<>();
              rows.forEach(row -> links.put(row.getString("hash"), followed(row)));
              return links;
            });
  }

  private static Followed followed(Row row) {
    String completeness = row.getString("completeness");
    return new Followed(
        read(row),
        completeness == null
            ? Optional.empty()
            : Optional.of(new Earlier(completeness, row.getString("answers"))));
  }

  private static String hash(String key) {
    return HexFormat.of().formatHex(LinkKeys.hash(key));
  }

  private static <T> T[] column(List<New> links, Function<New, T> value, IntFunction<T[]> array) {
    return links.stream().map(value).toArray(array);
  }

  private static Link read(Row row) {
    return new Link(
        row.getUUID("invitation_id"),
        row.getUUID("survey_id"),
        row.getInteger("survey_version"),
        row.getString("locale"),
        row.getString("context"),
        row.getString("recipient_domain"),
        row.getOffsetDateTime("expires_at").toInstant());
  }
}
