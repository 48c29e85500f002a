package io.afterword.dispatch.intake;

import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as they were reported, read back from the tables. What they told of the contact has
 * one place only, so the contact is as it is known now.
 */
@ApplicationScoped
public class PastInteractions {
  /** What {@link #interaction} reads; i is the interaction, c its contact. */
  public static final String COLUMNS =
      """
      i.id, i.source, i.external_id, i.conversation, i.event, i.kind, i.occurred_at, i.content,
        i.contact_id, c.email, c.name, c.locale, c.company_id, c.company_name, c.attributes,
        (select value from contact_identity k where k.contact_id = c.id and k.kind = 'SOURCE_ID'
          and k.source = i.source limit 1) as id_at_source
      """;

  private static final String BY_ID =
      "select "
          + COLUMNS
          + " from interaction i join contact c on c.id = i.contact_id where i.id = any($1::uuid[])";

  Uni<Map<UUID, Interaction>> of(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(BY_ID)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              var found = new HashMap<UUID, Interaction>();
              rows.forEach(row -> found.put(row.getUUID("id"), interaction(row)));
              return found;
            });
  }

  /** One row of {@link #COLUMNS}. */
  public static Interaction interaction(Row row) {
    JsonObject content = row.get(JsonObject.class, "content");
    String url = content.getString("url");
    return new Interaction(
        new Interaction.Key(row.getString("source"), row.getString("external_id")),
        new Interaction.Conversation(
            row.getString("conversation"), url == null ? null : URI.create(url)),
        Interaction.Event.valueOf(row.getString("event")),
        Interaction.Kind.valueOf(row.getString("kind")),
        row.getOffsetDateTime("occurred_at").toInstant(),
        constant(Interaction.Initiator.class, content.getString("initiatedBy")),
        content.getBoolean("resolved"),
        constant(Interaction.Closer.class, content.getString("closedBy")),
        content.getString("channel"),
        agent(content.getJsonObject("agent")),
        content.getString("team"),
        content.getString("stage"),
        person(row),
        values(content.getJsonObject("facts")));
  }

  /** The contact's part of {@link #COLUMNS}. */
  public static Person person(Row row) {
    String companyId = row.getString("company_id");
    String companyName = row.getString("company_name");
    return new Person(
        row.getString("id_at_source"),
        Optional.ofNullable(row.getString("email")).flatMap(EmailAddress::parse).orElse(null),
        null,
        row.getString("name"),
        row.getString("locale"),
        null,
        companyId == null && companyName == null
            ? null
            : new Person.Company(companyId, companyName),
        values(row.get(JsonObject.class, "attributes")));
  }

  static Interaction.@Nullable Agent agent(@Nullable JsonObject agent) {
    return agent == null
        ? null
        : new Interaction.Agent(
            agent.getString("id"), agent.getString("name"), agent.getString("role"));
  }

  /** Numbers as the readers of reports give them, so that a filter compares alike. */
  static Map<String, Object> values(@Nullable JsonObject stored) {
    var values = new HashMap<String, Object>();
    if (stored != null) {
      stored.forEach(
          entry -> {
            Object value = entry.getValue();
            if (value != null) {
              values.put(
                  entry.getKey(),
                  value instanceof Number number ? new BigDecimal(number.toString()) : value);
            }
          });
    }
    return values;
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }
}
