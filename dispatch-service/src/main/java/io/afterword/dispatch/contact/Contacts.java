package io.afterword.dispatch.contact;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.suppression.Suppressions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Recognises and locks people. */
@ApplicationScoped
public class Contacts {
  private static final String KNOWN =
      """
      select kind, source, value, contact_id
      from unnest($1::text[], $2::text[], $3::text[]) as u(kind, source, value)
      join contact_identity using (kind, source, value)
      """;

  private static final String CREATE =
      """
      insert into contact (id, email, address, phone, name, locale, time_zone, company_id,
        company_name, attributes, details_at, created_at)
      select id, email, address, phone, name, locale, "timeZone", "companyId", "companyName",
        attributes, "at", $2
      from json_to_recordset($1::text::json) as t(id uuid, email text, address text, phone text,
        name text, locale text, "timeZone" text, "companyId" text, "companyName" text,
        attributes jsonb, "at" timestamptz)
      """;

  /**
   * In everybody's order, so that two batches never wait in a circle. Who finds an identity that
   * another transaction is learning waits for its end.
   */
  private static final String LEARN =
      """
      insert into contact_identity (kind, source, value, contact_id)
      select kind, source, value, contact_id
      from unnest($1::text[], $2::text[], $3::text[], $4::uuid[])
        as t(kind, source, value, contact_id)
      order by kind, source, value
      on conflict (kind, source, value) do nothing
      """;

  /** Only what this very transaction has learned. */
  private static final String UNLEARN =
      """
      delete from contact_identity i
      using unnest($1::text[], $2::text[], $3::text[]) as t(kind, source, value)
      where i.kind = t.kind and i.source = t.source and i.value = t.value
        and i.xmin = pg_current_xact_id()::xid
      """;

  private static final String LOCK =
      """
      select id from contact where id = any($1::uuid[]) order by id for update
      """;

  /** Seen under the lock: who was merged or erased while we waited for it. */
  private static final String GONE =
      """
      select id from contact
      where id = any($1::uuid[]) and (merged_into is not null or erased_at is not null)
      """;

  /** What this transaction has taught about them leads where all else leads now. */
  private static final String LEAD_ON =
      """
      with forgotten as (
        delete from contact_identity i using contact c
        where c.id = i.contact_id and c.id = any($1::uuid[]) and c.erased_at is not null)
      update contact_identity i set contact_id = c.merged_into from contact c
      where c.id = i.contact_id and c.id = any($1::uuid[]) and c.merged_into is not null
      """;

  private static final String READ =
      "select c.id, c.email, c.address, c.name, c.time_zone, "
          + Reaches.COLUMNS
          + """
          from contact c left join suppression s on s.address = c.address
          where c.id = any($1::uuid[])
          """;

  /** News never erases what is known, and older news never overwrites newer. */
  private static final String TELL =
      """
      update contact c set
        email = coalesce(t.email, c.email), address = coalesce(t.address, c.address),
        phone = coalesce(t.phone, c.phone), name = coalesce(t.name, c.name),
        locale = coalesce(t.locale, c.locale), time_zone = coalesce(t."timeZone", c.time_zone),
        company_id = case when t."hasCompany" then t."companyId" else c.company_id end,
        company_name = case when t."hasCompany" then t."companyName" else c.company_name end,
        attributes = c.attributes || t.attributes, details_at = t."at"
      from json_to_recordset($1::text::json) as t(id uuid, email text, address text, phone text,
        name text, locale text, "timeZone" text, "hasCompany" boolean, "companyId" text,
        "companyName" text, attributes jsonb, "at" timestamptz)
      where c.id = t.id and c.details_at <= t."at"
      """;

  /** A person as one interaction told of them. */
  public record Told(String source, Person person, Instant at) {}

  private final JsonRows rows;
  private final Reaches reaches;
  private final Suppressions suppressions;

  Contacts(JsonRows rows, Reaches reaches, Suppressions suppressions) {
    this.rows = rows;
    this.reaches = reaches;
    this.suppressions = suppressions;
  }

  /**
   * Recognises the people of a batch, makes those who are new, locks the rows of the others in the
   * order of their ids and keeps what was told of them. Nobody else sees a new row before the end
   * of the transaction, which is as good as a lock.
   *
   * @return the contact's id for each of the told, in their order
   */
  public Uni<List<UUID>> recognise(SqlClient tx, List<Told> told, Instant now) {
    return recognition(tx, told, now).map(Recognition::contacts);
  }

  /** As {@link #recognise}, and who is new. */
  Uni<Recognition> recognition(SqlClient tx, List<Told> told, Instant now) {
    List<List<Identity>> reports =
        told.stream().map(one -> Identity.of(one.person(), one.source())).toList();
    return known(tx, reports)
        .map(known -> recognition(reports, known))
        .chain(
            first ->
                first.learned().isEmpty()
                    ? Uni.createFrom().item(first)
                    : learn(tx, reports, first)
                        .call(recognition -> create(tx, told, recognition, now)))
        .chain(recognition -> tellKnown(tx, told, recognition, now));
  }

  private Uni<Recognition> tellKnown(
      SqlClient tx, List<Told> told, Recognition recognition, Instant now) {
    Set<UUID> known = new HashSet<>(recognition.contacts());
    recognition.created().forEach(known::remove);
    if (known.isEmpty()) {
      return Uni.createFrom().item(recognition);
    }
    return lock(tx, known)
        .chain(() -> gone(tx, known))
        .chain(
            gone ->
                gone.length == 0
                    ? tell(tx, Details.of(told, recognition, known)).replaceWith(recognition)
                    : tx.preparedQuery(LEAD_ON)
                        .execute(Tuple.of(gone))
                        .chain(() -> recognition(tx, told, now)));
  }

  /**
   * Takes the row locks that serialise everything about these people, in the order of their ids.
   */
  public Uni<Void> lock(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(ids.stream().distinct().toArray(UUID[]::new)))
        .replaceWithVoid();
  }

  private static Uni<UUID[]> gone(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(GONE)
        .execute(Tuple.of(ids.stream().distinct().toArray(UUID[]::new)))
        .map(found -> found.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new));
  }

  /** A statement of its own after the locks, so that it sees what was committed meanwhile. */
  public Uni<Map<UUID, Contact>> read(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(READ)
        .execute(Tuple.of(ids.stream().distinct().toArray(UUID[]::new)))
        .map(this::byId);
  }

  /**
   * Somebody else may be learning the same identities: then we have waited for his end, know now
   * what he knows and look again. What we have learned beside it is half of a person, perhaps, and
   * is given up; nobody else can take it before our own end.
   */
  private Uni<Recognition> learn(
      SqlClient tx, List<List<Identity>> reports, Recognition recognition) {
    List<Map.Entry<Identity, UUID>> learned = List.copyOf(recognition.learned().entrySet());
    List<Identity> identities = learned.stream().map(Map.Entry::getKey).toList();
    UUID[] contacts = learned.stream().map(Map.Entry::getValue).toArray(UUID[]::new);
    return tx.preparedQuery(LEARN)
        .execute(columns(identities).addArrayOfUUID(contacts))
        .chain(
            done ->
                done.rowCount() == learned.size()
                    ? Uni.createFrom().item(recognition)
                    : tx.preparedQuery(UNLEARN)
                        .execute(columns(identities))
                        .chain(() -> known(tx, reports))
                        .map(known -> recognition(reports, known))
                        .chain(second -> learn(tx, reports, second)));
  }

  private static Recognition recognition(List<List<Identity>> reports, Map<Identity, UUID> known) {
    return Recognition.of(reports, known, UuidCreator::getTimeOrderedEpoch);
  }

  private Uni<Void> create(SqlClient tx, List<Told> told, Recognition recognition, Instant now) {
    if (recognition.created().isEmpty()) {
      return suppressions.recall(tx, addresses(recognition));
    }
    String created = rows.text(Details.of(told, recognition, new HashSet<>(recognition.created())));
    return tx.preparedQuery(CREATE)
        .execute(Tuple.of(created, now.atOffset(ZoneOffset.UTC)))
        .chain(() -> suppressions.recall(tx, addresses(recognition)));
  }

  private static List<String> addresses(Recognition recognition) {
    return recognition.learned().keySet().stream()
        .filter(identity -> identity.kind() == Identity.Kind.EMAIL)
        .map(Identity::value)
        .toList();
  }

  private static Uni<Map<Identity, UUID>> known(SqlClient tx, List<List<Identity>> reports) {
    List<Identity> asked = reports.stream().flatMap(List::stream).distinct().toList();
    return tx.preparedQuery(KNOWN)
        .execute(columns(asked))
        .map(
            found -> {
              var known = new HashMap<Identity, UUID>();
              found.forEach(row -> known.put(identity(row), row.getUUID("contact_id")));
              return known;
            });
  }

  private Uni<Void> tell(SqlClient tx, List<Details> details) {
    return tx.preparedQuery(TELL).execute(rows.of(details)).replaceWithVoid();
  }

  private static Tuple columns(List<Identity> identities) {
    return Tuple.tuple()
        .addArrayOfString(identities.stream().map(id -> id.kind().name()).toArray(String[]::new))
        .addArrayOfString(identities.stream().map(Identity::source).toArray(String[]::new))
        .addArrayOfString(identities.stream().map(Identity::value).toArray(String[]::new));
  }

  private static Identity identity(Row row) {
    return new Identity(
        Identity.Kind.valueOf(row.getString("kind")),
        row.getString("source"),
        row.getString("value"));
  }

  private Map<UUID, Contact> byId(RowSet<Row> found) {
    return found.stream()
        .map(this::contact)
        .collect(Collectors.toMap(Contact::id, contact -> contact));
  }

  private Contact contact(Row row) {
    return new Contact(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("address"),
        row.getString("name"),
        row.getString("time_zone"),
        reaches.of(row));
  }
}
