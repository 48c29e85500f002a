package io.afterword.scoring.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which invitations are of people who were erased. An erasure waits for the batches of responses
 * that are under way, and they for it: otherwise a response could come in between its look and its
 * removal. The lock is a statement of its own, since a statement sees what was there at its start.
 */
@ApplicationScoped
public class ErasedInvitations {
  private static final String LOCK = "select pg_advisory_xact_lock(819, 0)";
  private static final String SHARE = "select pg_advisory_xact_lock_shared(819, 0)";
  private static final String AMONG =
      "select invitation_id from erased_invitation where invitation_id = any($1::uuid[])";
  private static final String ADD =
      """
      insert into erased_invitation (invitation_id, erasure_id)
      select id, $2::uuid from unnest($1::uuid[]) id order by id
      on conflict (invitation_id) do nothing
      """;

  /** Those of the given ones; none is added before this transaction ends. */
  public Uni<Set<UUID>> among(SqlConnection tx, Collection<UUID> invitations) {
    if (invitations.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return hold(tx)
        .chain(() -> tx.preparedQuery(AMONG).execute(Tuple.of((Object) array(invitations))))
        .map(
            rows ->
                rows.stream().map(row -> row.getUUID("invitation_id")).collect(Collectors.toSet()));
  }

  /** Lets no erasure happen before this transaction ends. */
  public Uni<Void> hold(SqlConnection tx) {
    return tx.query(SHARE).execute().replaceWithVoid();
  }

  Uni<Void> add(SqlConnection tx, UUID erasure, List<UUID> invitations) {
    return tx.query(LOCK)
        .execute()
        .chain(() -> tx.preparedQuery(ADD).execute(Tuple.of(array(invitations), erasure)))
        .replaceWithVoid();
  }

  static UUID[] array(Collection<UUID> invitations) {
    return invitations.stream().distinct().toArray(UUID[]::new);
  }
}
