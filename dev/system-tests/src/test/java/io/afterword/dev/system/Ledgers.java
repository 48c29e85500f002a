package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.Suite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the three databases say, asked by SQL. Where something is there for each of others, one that
 * is there twice fails the question.
 */
record Ledgers(Suite suite) {
  private static final String DELIVERIES =
      "from delivery d join invitation i on i.id = d.invitation_id"
          + " join contact c on c.id = i.contact_id";

  /** How many interactions were taken. */
  long interactions() {
    return number(ServiceKind.DISPATCH, "select count(*) from interaction");
  }

  /** What was decided on arrival about each interaction, by the helpdesk's id of it. */
  Map<String, String> decisions() {
    return texts(
        ServiceKind.DISPATCH,
        "select k.external_id, d.outcome || ' ' || coalesce(d.reason, d.invitation_id::text)"
            + " from decision d join interaction_key k using (interaction_id)"
            + " where d.point = 'INTAKE'");
  }

  /** The invitation of each address. */
  Map<String, String> invitations() {
    return texts(
        ServiceKind.DISPATCH,
        "select c.address, i.id::text from invitation i join contact c on c.id = i.contact_id");
  }

  /** Invitation states by address. */
  Map<String, String> invitationStates() {
    return texts(
        ServiceKind.DISPATCH,
        "select c.address, i.state from invitation i join contact c on c.id = i.contact_id");
  }

  /** The state of the one delivery of each address. */
  Map<String, String> deliveries() {
    return texts(ServiceKind.DISPATCH, "select c.address, d.state " + DELIVERIES);
  }

  /** Whether the delivery to each address has been sent once more, its outcome being unknown. */
  Map<String, String> sentOnceMore() {
    return texts(ServiceKind.DISPATCH, "select c.address, d.retried_unknown::text " + DELIVERIES);
  }

  long unfinishedDeliveries() {
    return number(
        ServiceKind.DISPATCH, "select count(*) from delivery where state in ('QUEUED', 'SENDING')");
  }

  /** The rating of each counted response, by invitation. */
  Map<String, String> ratings() {
    return texts(
        ServiceKind.SURVEY,
        "select invitation_id::text, (select a ->> 'rating' from jsonb_array_elements(answers) a"
            + " where a ->> 'rating' is not null) from response where state = 'COUNTED'");
  }

  /** All responses, of whatever state. */
  long responses() {
    return number(ServiceKind.SURVEY, "select count(*) from response");
  }

  /** A plain recount of the responses: how many gave each rating. */
  Map<String, Long> recount() {
    return ratings().values().stream()
        .collect(Collectors.groupingBy(rating -> rating, TreeMap::new, Collectors.counting()));
  }

  /** Events that a service could not read, in all three. */
  long parkedEvents() {
    long parked = 0;
    for (ServiceKind kind : ServiceKind.values()) {
      parked += number(kind, "select count(*) from feed_parked");
    }
    return parked;
  }

  /** Migrations of all three that were applied. */
  long migrations() {
    long applied = 0;
    for (ServiceKind kind : ServiceKind.values()) {
      applied += number(kind, "select count(*) from flyway_schema_history where success");
    }
    return applied;
  }

  /** How large each database is. */
  Map<ServiceKind, Long> bytes() {
    Map<ServiceKind, Long> bytes = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      bytes.put(kind, number(kind, "select pg_database_size(current_database())"));
    }
    return bytes;
  }

  /** How many connections the replicas of that service hold. */
  long connections(ServiceKind kind) {
    return number(
        kind,
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid()");
  }

  private long number(ServiceKind kind, String sql) {
    return suite.postgres().number(suite.database(kind), sql);
  }

  private Map<String, String> texts(ServiceKind kind, String sql) {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = suite.postgres().connect(suite.database(kind));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String other = found.put(rows.getString(1), rows.getString(2));
        if (other != null) {
          throw new AssertionError(rows.getString(1) + " is there twice: " + sql);
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
