package io.afterword.platform.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes down who changed what, in the transaction of the change. Intake is not audited; ids only,
 * so the log may be kept longer than the persons in it.
 */
@ApplicationScoped
public class Audit {
  private static final String BY_SYSTEM = "system";

  private final Clock clock;
  private final CurrentIdentityAssociation current;

  Audit(Clock clock, CurrentIdentityAssociation current) {
    this.clock = clock;
    this.current = current;
  }

  /**
   * @param action a verb in the past and what it was done to, such as {@code survey.published}
   * @param subjectType what the id names, such as {@code survey}
   */
  public Uni<Void> record(SqlClient tx, String action, String subjectType, String subjectId) {
    return actor()
        .chain(
            actor ->
                tx.preparedQuery(
                        "insert into audit_entry (id, at, actor, action, subject_type, subject_id)"
                            + " values ($1, $2, $3, $4, $5, $6)")
                    .execute(
                        Tuple.tuple()
                            .addUUID(UuidCreator.getTimeOrderedEpoch())
                            .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                            .addString(actor)
                            .addString(action)
                            .addString(subjectType)
                            .addString(subjectId)))
        .replaceWithVoid();
  }

  /** The same for work that runs in a Hibernate session. */
  public Uni<Void> record(
      Mutiny.Session session, String action, String subjectType, String subjectId) {
    return actor()
        .chain(
            actor ->
                session
                    .createNativeQuery(
                        "insert into audit_entry (id, at, actor, action, subject_type, subject_id)"
                            + " values (:id, :at, :actor, :action, :type, :subject)")
                    .setParameter("id", UuidCreator.getTimeOrderedEpoch())
                    .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .setParameter("actor", actor)
                    .setParameter("action", action)
                    .setParameter("type", subjectType)
                    .setParameter("subject", subjectId)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Outside a request it is the service itself; asking for an identity there would block. */
  private Uni<String> actor() {
    if (!Arc.container().requestContext().isActive()) {
      return Uni.createFrom().item(BY_SYSTEM);
    }
    return current
        .getDeferredIdentity()
        .map(who -> who.isAnonymous() ? BY_SYSTEM : who.getPrincipal().getName());
  }
}
