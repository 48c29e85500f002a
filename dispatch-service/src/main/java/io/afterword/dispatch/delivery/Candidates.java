package io.afterword.dispatch.delivery;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** One read for everything that a batch of claimed deliveries needs. */
@ApplicationScoped
class Candidates {
  private static final Set<TriggerType> NOTHING_HAPPENED =
      EnumSet.of(TriggerType.RECURRING, TriggerType.CHAIN);

  private static final String READ =
      """
      select d.id, d.kind, d.invitation_id, i.survey_id, i.policy_id, i.trigger, i.contact_id, i.context::text as context,
        i.occurred_at, i.expires_at, i.expires_after_seconds, c.email, c.name, c.locale, c.time_zone
      from unnest($1::uuid[]) as u(id)
      join delivery d on d.id = u.id
      join invitation i on i.id = d.invitation_id
      join contact c on c.id = i.contact_id
      order by d.due_at, d.id
      """;

  private final Pool pool;
  private final ZoneId workspaceZone;

  Candidates(Pool pool, @ConfigProperty(name = "afterword.workspace.zone") ZoneId workspaceZone) {
    this.pool = pool;
    this.workspaceZone = workspaceZone;
  }

  /** In the order in which they are due. */
  Uni<List<Candidate>> of(List<Claim> claims) {
    Map<UUID, Claim> byDelivery =
        claims.stream().collect(Collectors.toMap(Claim::delivery, claim -> claim));
    return pool.preparedQuery(READ)
        .execute(Tuple.of(byDelivery.keySet().toArray(UUID[]::new)))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            candidate(
                                row, Objects.requireNonNull(byDelivery.get(row.getUUID("id")))))
                    .toList());
  }

  private Candidate candidate(Row row, Claim claim) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new Candidate(
        claim,
        row.getUUID("invitation_id"),
        row.getUUID("survey_id"),
        row.getUUID("policy_id"),
        row.getUUID("contact_id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("locale"),
        Contact.zone(row.getString("time_zone"), workspaceZone),
        row.getString("context"),
        occurredAt(row),
        Delivery.Kind.valueOf(row.getString("kind")),
        expiresAt == null ? null : expiresAt.toInstant(),
        Duration.ofSeconds(row.getLong("expires_after_seconds")));
  }

  /** A contact's turn, or a step of a chain, is nothing that happened. */
  private static @Nullable Instant occurredAt(Row row) {
    return NOTHING_HAPPENED.contains(TriggerType.valueOf(row.getString("trigger")))
        ? null
        : row.getOffsetDateTime("occurred_at").toInstant();
  }
}
