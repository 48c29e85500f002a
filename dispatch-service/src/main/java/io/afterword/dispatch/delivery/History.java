package io.afterword.dispatch.delivery;

import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.survey.Metric;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What cool-downs look at: who was asked when, and who will be. */
@ApplicationScoped
public class History {
  /** The longest gap that a policy may have; whatever lies further back never matters. */
  private static final Duration REACH = Duration.ofDays(730);

  /**
   * A sent or perhaps sent one counts at its first send, one that is being sent at its mark, one
   * that waits at its due time; those that never went out count nothing.
   */
  private static final String ASKED =
      """
      select i.id, i.contact_id, i.survey_id, i.policy_id, i.priority, i.state = 'SCHEDULED' and d.id is null as waits,
        coalesce(i.first_sent_at, d.sending_since, i.due_at) as at, k.metric
      from invitation i
      left join known_survey k on k.id = i.survey_id
      left join delivery d on d.invitation_id = i.id and d.state = 'SENDING'
      where i.contact_id = any($1::uuid[]) and i.created_at > $2
        and (i.first_sent_at is not null or d.id is not null or i.state = 'SCHEDULED')
      order by i.id
      """;

  /** Invitations by contact. */
  public record Asked(
      Map<UUID, List<PastInvitation>> sent, Map<UUID, List<PastInvitation>> waiting) {

    /** Both, as a decision at intake looks at them. */
    public List<PastInvitation> allOf(UUID contact) {
      var all = new ArrayList<>(sent.getOrDefault(contact, List.of()));
      all.addAll(waiting.getOrDefault(contact, List.of()));
      return all;
    }

    /** What went out, or may have. */
    List<PastInvitation> sentTo(UUID contact) {
      return sent.getOrDefault(contact, List.of());
    }

    /** What waits for policies with a higher priority goes first. */
    List<PastInvitation> waitingBefore(UUID contact, int priority) {
      return waiting.getOrDefault(contact, List.of()).stream()
          .filter(other -> other.by().priority() > priority)
          .toList();
    }
  }

  /** Read after the contacts were locked, so that nobody adds to it. */
  public Uni<Asked> of(SqlClient tx, Collection<UUID> contacts, Instant now) {
    return tx.preparedQuery(ASKED)
        .execute(
            Tuple.of(
                contacts.stream().distinct().toArray(UUID[]::new),
                now.minus(REACH).atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              var asked = new Asked(new HashMap<>(), new HashMap<>());
              rows.forEach(row -> add(asked, row));
              return asked;
            });
  }

  private static void add(Asked asked, Row row) {
    boolean waits = Boolean.TRUE.equals(row.getBoolean("waits"));
    var to = waits ? asked.waiting() : asked.sent();
    String metric = row.getString("metric");
    to.computeIfAbsent(row.getUUID("contact_id"), contact -> new ArrayList<>())
        .add(
            new PastInvitation(
                row.getUUID("id"),
                row.getUUID("survey_id"),
                metric == null ? null : Metric.valueOf(metric),
                row.getOffsetDateTime("at").toInstant(),
                new PastInvitation.By(row.getUUID("policy_id"), row.getShort("priority"), waits)));
  }
}
