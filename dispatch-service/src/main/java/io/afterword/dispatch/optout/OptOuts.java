package io.afterword.dispatch.optout;

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
      insert into suppression (address, reason, at)
      select address, 'OPTED_OUT', $2 from c where address is not null
      on conflict (address) do update set reason = 'OPTED_OUT'
      """;

  private static final String BAD =
      """
      insert into suppression (address, reason, at)
      select distinct address, 'BAD_ADDRESS', $2::timestamptz from contact
      where id = any($1::uuid[]) and address is not null order by address
      on conflict (address) do nothing
      """;

  /** The contact does not want to be asked; saying so twice changes nothing. */
  public Uni<Void> optOut(SqlClient tx, UUID contact, Instant now) {
    return tx.preparedQuery(OPT_OUT)
        .execute(Tuple.of(contact, now.atOffset(ZoneOffset.UTC)))
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
