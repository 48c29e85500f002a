package io.afterword.platform.access;

import io.afterword.platform.audit.Audit;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.feed.OutboxEvent;
import io.afterword.platform.http.ETags;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The home's store of keys and users. Every change, its event for the siblings and its audit entry
 * are one transaction.
 */
@ApplicationScoped
class AccessRegister {
  private final Outbox outbox;
  private final Audit audit;

  AccessRegister(Outbox outbox, Audit audit) {
    this.outbox = outbox;
    this.audit = audit;
  }

  Uni<AccessKey> add(Mutiny.Session session, AccessKey key) {
    return session
        .persist(key)
        .chain(session::flush)
        .chain(() -> note(session, "key.created", AccessChanged.of(key)))
        .replaceWith(key);
  }

  /** Revoking twice is revoking once. */
  Uni<Void> revokeKey(UUID id) {
    return inTransaction(
        session ->
            locked(session, AccessKey.class, id)
                .chain(
                    key ->
                        key.revoke()
                            ? session
                                .flush()
                                .chain(() -> note(session, "key.revoked", AccessChanged.of(key)))
                            : Uni.createFrom().voidItem()));
  }

  Uni<AccessUser> add(Mutiny.Session session, AccessUser user) {
    return bySubject(session, user.subject)
        .invoke(
            found -> {
              if (!found.isEmpty()) {
                throw Problem.of(
                    AccessProblem.SUBJECT_TAKEN,
                    "There is a user with this subject; change that one or choose another.");
              }
            })
        .chain(() -> session.persist(user))
        .chain(session::flush)
        .chain(() -> note(session, "user.created", AccessChanged.of(user)))
        .replaceWith(user);
  }

  Uni<AccessUser> changeUser(UUID id, @Nullable String ifMatch, Consumer<AccessUser> change) {
    return inTransaction(
        session ->
            locked(session, AccessUser.class, id)
                .invoke(user -> ETags.require(ifMatch, user.revision))
                .call(user -> apply(session, user, change)));
  }

  Uni<Void> apply(Mutiny.Session session, AccessUser user, Consumer<AccessUser> change) {
    change.accept(user);
    user.changed();
    return session.flush().chain(() -> note(session, "user.changed", AccessChanged.of(user)));
  }

  Uni<AccessKey> key(UUID id) {
    return inSession(session -> found(session.find(AccessKey.class, id)));
  }

  Uni<AccessUser> user(UUID id) {
    return inSession(session -> found(session.find(AccessUser.class, id)));
  }

  /** Oldest first; ids are ordered by time. */
  <T> Uni<List<T>> list(Class<T> type, @Nullable UUID after, int limit) {
    String all = "from " + type.getSimpleName() + " e";
    return inSession(
        session -> {
          Mutiny.SelectionQuery<T> query =
              after == null
                  ? session.createSelectionQuery(all + " order by e.id", type)
                  : session
                      .createSelectionQuery(all + " where e.id > :after order by e.id", type)
                      .setParameter("after", after);
          return query.setMaxResults(limit).getResultList();
        });
  }

  Uni<List<AccessUser>> bySubject(Mutiny.Session session, String subject) {
    return session
        .createSelectionQuery(
            "from AccessUser u where lower(u.subject) = lower(:subject)", AccessUser.class)
        .setParameter("subject", subject)
        .getResultList();
  }

  <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
    return Panache.withTransaction(() -> Panache.getSession().chain(work::apply));
  }

  <T> Uni<T> inSession(Function<Mutiny.Session, Uni<T>> work) {
    return Panache.withSession(() -> Panache.getSession().chain(work::apply));
  }

  private Uni<Void> note(Mutiny.Session session, String action, OutboxEvent event) {
    String type = action.substring(0, action.indexOf('.'));
    return outbox
        .append(session, List.of(event))
        .chain(() -> audit.record(session, action, type, event.subject()));
  }

  private static <T> Uni<T> locked(Mutiny.Session session, Class<T> type, UUID id) {
    return found(session.find(type, id, LockMode.PESSIMISTIC_WRITE));
  }

  private static <T> Uni<T> found(Uni<T> row) {
    return row.onItem()
        .ifNull()
        .failWith(() -> Problem.of(CommonProblem.NOT_FOUND, "There is none with this id."));
  }
}
