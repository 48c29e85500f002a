package io.afterword.dispatch.suppression;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The suppression list. */
@ApplicationScoped
public class Suppressions {
  /** Whoever is about to write to one of these waits, or we wait until the mark is set. */
  private static final String LOCK_OWNERS =
      """
      select id from contact
      where id in (select id from contact where address = any($1::text[])) order by id for update
      """;

  private static final String RECALL =
      """
      update suppression s set address = t.address
      from unnest($1::text[], $2::text[]) as t(address, digest)
      where s.digest = decode(t.digest, 'hex') and s.address is null
      """;

  /** A wish stays, whatever comes later; only a bad address may turn out to be more than that. */
  private static final String ADD =
      """
      insert into suppression as s (id, address, reason, source, at)
      select gen_random_uuid(), t.address, t.reason, t.source, t.at
      from json_to_recordset($1::text::json)
        as t(address text, reason text, source text, at timestamptz)
      order by t.address
      on conflict (address) do update
        set reason = excluded.reason, source = excluded.source, at = excluded.at
        where s.reason = 'BAD_ADDRESS' and excluded.reason <> 'BAD_ADDRESS'
      returning xmax = 0 as added
      """;

  private static final String COLUMNS = "select id, address, reason, source, at from suppression ";

  private static final String ERASE =
      """
      insert into suppression as s (id, digest, reason, source, at)
      select gen_random_uuid(), decode(t.digest, 'hex'), 'ERASED', 'erasure', $3::timestamptz
      from unnest($1::text[], $2::text[]) as t(address, digest)
      on conflict (digest) do nothing
      """;

  private static final String FORGET =
      """
      delete from suppression s using unnest($1::text[], $2::text[]) as t(address, digest)
      where s.address = t.address and s.digest is null
      """;

  private static final String FORGET_TEXT =
      "update suppression set address = null where address = any($1::text[]) and digest is not null";

  private static final String REMOVE =
      """
      with gone as (delete from suppression where id = $1 returning id, address, reason, source),
        free as (
          update contact c set opted_out_at = null from gone
          where c.address = gone.address and gone.reason = 'OPTED_OUT')
      insert into suppression_removal (suppression_id, reason, source, why, at)
      select id, reason, source, $2, $3 from gone
      """;

  private final JsonRows rows;
  private final AddressDigest digest;

  Suppressions(JsonRows rows, AddressDigest digest) {
    this.rows = rows;
    this.digest = digest;
  }

  /**
   * Something to put on the list.
   *
   * @param address normalised
   * @param source who says so, in a word or two
   */
  public record Entry(String address, Suppression reason, String source, Instant at) {}

  /**
   * Something on the list.
   *
   * @param address null where only its HMAC is kept
   */
  record Listed(UUID id, @Nullable String address, Suppression reason, String source, Instant at) {}

  /**
   * Adds those that are not there yet. What is being sent to them right now was sent before;
   * nothing goes out afterwards.
   *
   * @return how many are new
   */
  public Uni<Integer> add(SqlClient tx, List<Entry> entries) {
    List<String> addresses = entries.stream().map(Entry::address).distinct().sorted().toList();
    return tx.preparedQuery(LOCK_OWNERS)
        .execute(Tuple.of(addresses.toArray(String[]::new)))
        .chain(() -> recall(tx, addresses))
        .chain(() -> tx.preparedQuery(ADD).execute(rows.of(distinct(entries))))
        .map(done -> Math.toIntExact(done.stream().filter(row -> row.getBoolean("added")).count()));
  }

  /** One of each address: the first that is more than a bad address. */
  private static List<Entry> distinct(List<Entry> entries) {
    var first = new LinkedHashMap<String, Entry>();
    entries.forEach(
        entry ->
            first.merge(
                entry.address(),
                entry,
                (one, other) -> one.reason() == Suppression.BAD_ADDRESS ? other : one));
    return List.copyOf(first.values());
  }

  /** Knows erased addresses again that somebody has told anew, so that nobody writes to them. */
  public Uni<Void> recall(SqlClient tx, Collection<String> addresses) {
    return addresses.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(RECALL).execute(withDigests(addresses)).replaceWithVoid();
  }

  /** Keeps these addresses as their HMAC and forgets them. */
  public Uni<Void> erase(SqlClient tx, Collection<String> addresses, Instant now) {
    if (addresses.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple both = withDigests(addresses);
    return tx.preparedQuery(ERASE)
        .execute(withDigests(addresses).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .chain(() -> tx.preparedQuery(FORGET).execute(both))
        .chain(
            () -> tx.preparedQuery(FORGET_TEXT).execute(Tuple.of(addresses.toArray(String[]::new))))
        .replaceWithVoid();
  }

  private Tuple withDigests(Collection<String> addresses) {
    return Tuple.tuple()
        .addArrayOfString(addresses.toArray(String[]::new))
        .addArrayOfString(addresses.stream().map(digest::of).toArray(String[]::new));
  }

  /** Takes one off the list; whose wish it was may be asked again. */
  Uni<Void> remove(SqlClient tx, UUID id, String why, Instant now) {
    return require(tx, id)
        .invoke(
            found -> {
              if (found.reason() == Suppression.ERASED) {
                throw Problem.of(
                    DispatchProblem.ERASED_STAYS,
                    "Its owner was erased on %s; such an address is never written to again."
                        .formatted(found.at()));
              }
            })
        .chain(
            () -> tx.preparedQuery(REMOVE).execute(Tuple.of(id, why, now.atOffset(ZoneOffset.UTC))))
        .replaceWithVoid();
  }

  Uni<Listed> require(SqlClient client, UUID id) {
    return client
        .preparedQuery(COLUMNS + "where id = $1")
        .execute(Tuple.of(id))
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .map(Suppressions::listed)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "There is no suppression " + id + ".")));
  }

  /** That address, also when only its HMAC is kept. */
  Uni<Optional<Listed>> find(SqlClient client, String address) {
    return client
        .preparedQuery(COLUMNS + "where address = $1 or digest = decode($2, 'hex') limit 1")
        .execute(Tuple.of(address, digest.of(address)))
        .map(found -> found.stream().findFirst().map(Suppressions::listed));
  }

  /** Where a page ends. */
  record Place(Instant at, UUID id) {}

  /** The newest first, behind that place. */
  Uni<List<Listed>> page(
      SqlClient client, @Nullable Suppression reason, @Nullable Place after, int limit) {
    return client
        .preparedQuery(
            COLUMNS
                + """
                where ($1::text is null or reason = $1)
                  and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
                order by at desc, id desc limit $4
                """)
        .execute(
            Tuple.of(
                reason == null ? null : reason.name(),
                after == null ? null : after.at().atOffset(ZoneOffset.UTC),
                after == null ? null : after.id(),
                limit))
        .map(found -> found.stream().map(Suppressions::listed).toList());
  }

  private static Listed listed(Row row) {
    OffsetDateTime at = row.getOffsetDateTime("at");
    return new Listed(
        row.getUUID("id"),
        row.getString("address"),
        Suppression.valueOf(row.getString("reason")),
        row.getString("source"),
        at.toInstant());
  }
}
