package io.afterword.dispatch.contact;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.contact.ToldContact.GivenConsent;
import io.afterword.dispatch.person.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts as the API shows and changes them. */
@ApplicationScoped
class ContactStore {
  private static final String BY_IDENTITY =
      ContactView.SELECT
          + """
          where c.id = (select contact_id from contact_identity
                        where kind = $1 and source = $2 and value = $3)
          """;

  /** In the order in which they became known, the newest first: ids are ordered by time. */
  private static final String PAGE =
      ContactView.SELECT
          + """
          where c.merged_into is null and c.erased_at is null and ($1::uuid is null or c.id < $1)
            and ($2::text is null or c.address like $2 or lower(c.name) like $2
              or lower(c.company_name) like $2)
            and ($3::text is null or c.company_id = $3)
            and ($4::text is null or c.locale = $4)
            and ($5::jsonb is null or c.attributes @> $5)
          order by c.id desc limit $6
          """;

  /** A consent that was given earlier than the one that is known changes nothing. */
  private static final String CONSENT =
      """
      update contact c set consent_basis = t.basis, consent_source = t.source, consent_at = t.at
      from json_to_recordset($1::text::json)
        as t(id uuid, basis text, source text, at timestamptz)
      where c.id = t.id and (c.consent_at is null or c.consent_at <= t.at)
      """;

  private static final String REPLACE =
      """
      update contact set email = $2, address = $3, phone = $4, name = $5, locale = $6,
        time_zone = $7, company_id = $8, company_name = $9, attributes = $10,
        details_at = greatest(details_at, $11)
      where id = $1
      """;

  private static final String NO_CONSENT =
      "update contact set consent_basis = null, consent_source = null, consent_at = null where id = $1";

  private static final String KNOW_BY =
      """
      insert into contact_identity (kind, source, value, contact_id)
      select kind, '', value, $3 from unnest($1::text[], $2::text[]) as t(kind, value)
      on conflict do nothing
      """;

  private static final String OTHERS =
      """
      select i.kind, i.contact_id
      from unnest($1::text[], $2::text[]) as t(kind, value)
      join contact_identity i on i.kind = t.kind and i.source = '' and i.value = t.value
      where i.contact_id <> $3
      """;

  private record ConsentRow(UUID id, String basis, String source, Instant at) {}

  private final JsonRows rows;

  ContactStore(JsonRows rows) {
    this.rows = rows;
  }

  /** What somebody looks for; null means any. */
  record Wanted(
      @Nullable String startsWith,
      @Nullable String companyId,
      @Nullable String locale,
      @Nullable Map<String, Object> attributes) {
    static final Wanted ANYBODY = new Wanted(null, null, null, null);
  }

  Uni<Optional<ContactView>> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(ContactView.SELECT + "where c.id = $1")
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(ContactView::of));
  }

  Uni<Optional<ContactView>> find(SqlClient client, Identity identity) {
    return client
        .preparedQuery(BY_IDENTITY)
        .execute(Tuple.of(identity.kind().name(), identity.source(), identity.value()))
        .map(found -> found.stream().findFirst().map(ContactView::of));
  }

  Uni<List<ContactView>> page(SqlClient client, Wanted wanted, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(PAGE)
        .execute(
            Tuple.tuple()
                .addUUID(before)
                .addString(pattern(wanted.startsWith()))
                .addString(wanted.companyId())
                .addString(wanted.locale())
                .addValue(wanted.attributes() == null ? null : new JsonObject(wanted.attributes()))
                .addInteger(limit))
        .map(found -> found.stream().map(ContactView::of).toList());
  }

  private static @Nullable String pattern(@Nullable String startsWith) {
    return startsWith == null
        ? null
        : startsWith
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
            + "%";
  }

  /** Keeps consents, in the order of the contacts. */
  Uni<Void> keepConsents(SqlClient tx, List<UUID> contacts, List<ToldContact> told) {
    var given = new ArrayList<ConsentRow>();
    for (int i = 0; i < told.size(); i++) {
      GivenConsent consent = told.get(i).consent();
      if (consent != null) {
        given.add(
            new ConsentRow(
                contacts.get(i), consent.basis().name(), consent.source(), consent.at()));
      }
    }
    return given.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(CONSENT).execute(rows.of(newest(given))).replaceWithVoid();
  }

  /** A statement that meets a row twice would change it by chance. */
  private static List<ConsentRow> newest(List<ConsentRow> given) {
    var newest = new LinkedHashMap<UUID, ConsentRow>();
    given.forEach(
        row ->
            newest.merge(
                row.id(), row, (one, other) -> other.at().isBefore(one.at()) ? one : other));
    return List.copyOf(newest.values());
  }

  /** Whom else these signs lead to. */
  Uni<List<UUID>> others(SqlClient tx, UUID id, Person person) {
    List<Identity> signs = Identity.of(person, "");
    return tx.preparedQuery(OTHERS)
        .execute(signs(signs).addUUID(id))
        .map(found -> found.stream().map(row -> row.getUUID("contact_id")).toList());
  }

  private static Tuple signs(List<Identity> signs) {
    return Tuple.tuple()
        .addArrayOfString(signs.stream().map(sign -> sign.kind().name()).toArray(String[]::new))
        .addArrayOfString(signs.stream().map(Identity::value).toArray(String[]::new));
  }

  /** All details as they are told now; what is left out is forgotten, except how they are known. */
  Uni<Void> replace(SqlClient tx, UUID id, ToldContact told, Instant now) {
    Person person = told.person();
    Person.Company company = person.company();
    Uni<Void> written =
        tx.preparedQuery(REPLACE)
            .execute(
                Tuple.tuple()
                    .addUUID(id)
                    .addString(person.email() == null ? null : person.email().written())
                    .addString(person.email() == null ? null : person.email().normalised())
                    .addString(person.phone() == null ? null : person.phone().e164())
                    .addString(person.name())
                    .addString(person.locale())
                    .addString(person.timeZone() == null ? null : person.timeZone().getId())
                    .addString(company == null ? null : company.id())
                    .addString(company == null ? null : company.name())
                    .addValue(new JsonObject(person.attributes()))
                    .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
            .chain(
                () -> tx.preparedQuery(KNOW_BY).execute(signs(Identity.of(person, "")).addUUID(id)))
            .replaceWithVoid();
    return told.consent() == null
        ? written.chain(() -> tx.preparedQuery(NO_CONSENT).execute(Tuple.of(id))).replaceWithVoid()
        : written.chain(() -> keepConsents(tx, List.of(id), List.of(told)));
  }
}
