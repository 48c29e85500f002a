package io.afterword.dispatch.optout;

import io.afterword.dispatch.survey.Metric;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/** Who is not written to: the person, and the address whoever it belongs to. */
@ApplicationScoped
public class OptOuts {
  private static final String OPT_OUT =
      """
      with c as (
        update contact set opted_out_at = coalesce(opted_out_at, $2) where id = $1
        returning address)
      insert into suppression (address, reason, source, at)
      select address, 'OPTED_OUT', $3, $2 from c where address is not null
      on conflict (address) do update
        set reason = excluded.reason, source = excluded.source, at = excluded.at
        where suppression.reason = 'BAD_ADDRESS'
      """;

  private static final String COMPLAINED =
      """
      update suppression s set reason = 'COMPLAINED', source = $2
      from contact c where c.id = $1 and s.address = c.address
      """;

  private static final String TAKE_BACK =
      """
      with c as (
          update contact set opted_out_at = null where id = $1 returning address),
        gone as (
          delete from suppression s using c where s.address = c.address and s.reason = 'OPTED_OUT'
          returning s.id, s.reason, s.source)
      insert into suppression_removal (suppression_id, reason, source, why, at)
      select id, reason, source, $2, $3 from gone
      """;

  private static final String ONLY_KINDS =
      "delete from contact_opt_out where contact_id = $1 and metric <> all($2::text[])";

  private static final String KINDS =
      """
      insert into contact_opt_out (contact_id, metric, at, source)
      select $1, metric, $3, $4 from unnest($2::text[]) as t(metric) on conflict do nothing
      """;

  private static final String BAD =
      """
      insert into suppression (address, reason, source, at)
      select distinct address, 'BAD_ADDRESS', 'mail relay', $2::timestamptz from contact
      where id = any($1::uuid[]) and address is not null order by address
      on conflict (address) do nothing
      """;

  private static final String OPT_OUT_OF_KIND =
      """
      insert into contact_opt_out (contact_id, metric, at, source)
      values ($1, $2, $3, $4) on conflict do nothing
      """;

  /** The contact does not want to be asked; saying so twice changes nothing. */
  public Uni<Void> optOut(SqlClient tx, UUID contact, String source, Instant now) {
    return tx.preparedQuery(OPT_OUT)
        .execute(Tuple.of(contact, now.atOffset(ZoneOffset.UTC), source))
        .replaceWithVoid();
  }

  /** The contact called a mail spam: an opt-out that staff cannot take back by mistake. */
  public Uni<Void> complained(SqlClient tx, UUID contact, String source, Instant now) {
    return optOut(tx, contact, source, now)
        .chain(() -> tx.preparedQuery(COMPLAINED).execute(Tuple.of(contact, source)))
        .replaceWithVoid();
  }

  /** The contact does not want this kind of survey; what waits is looked at when it is due. */
  public Uni<Void> optOut(SqlClient tx, UUID contact, Metric metric, String source, Instant now) {
    return tx.preparedQuery(OPT_OUT_OF_KIND)
        .execute(Tuple.of(contact, metric.name(), now.atOffset(ZoneOffset.UTC), source))
        .replaceWithVoid();
  }

  /** They want to be asked again: the opt-out of everything is gone, and its suppression. */
  public Uni<Void> takeBack(SqlClient tx, UUID contact, String source, Instant now) {
    return tx.preparedQuery(TAKE_BACK)
        .execute(Tuple.of(contact, source, now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** These kinds of survey are not wanted, and no others. */
  public Uni<Void> refuse(
      SqlClient tx, UUID contact, Collection<Metric> kinds, String source, Instant now) {
    String[] names = kinds.stream().map(Metric::name).toArray(String[]::new);
    return tx.preparedQuery(ONLY_KINDS)
        .execute(Tuple.of(contact, names))
        .chain(
            () ->
                tx.preparedQuery(KINDS)
                    .execute(Tuple.of(contact, names, now.atOffset(ZoneOffset.UTC), source)))
        .replaceWithVoid();
  }

  /** The relay says that these contacts' addresses take no mail. */
  public Uni<Void> suppressAddresses(SqlClient tx, Collection<UUID> contacts, Instant now) {
    return contacts.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(BAD)
            .execute(Tuple.of(contacts.toArray(UUID[]::new), now.atOffset(ZoneOffset.UTC)))
            .replaceWithVoid();
  }
}
