package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.Suite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the three databases say, asked by SQL. */
record Ledgers(Suite suite) {

  /** How many interactions were taken. */
  long interactions() {
    return number(ServiceKind.DISPATCH, "select count(*) from interaction");
  }

  /** How many decisions to ask the ledger holds. */
  long decisionsToAsk() {
    return number(
        ServiceKind.DISPATCH,
        "select count(*) from decision where outcome = 'ASK' and point = 'INTAKE'");
  }

  /** Invitations by contact's address; an address with two would fail the query's caller. */
  Map<String, String> invitationByAddress() {
    return texts(
        ServiceKind.DISPATCH,
        "select c.address, string_agg(i.id::text, ',') from invitation i"
            + " join contact c on c.id = i.contact_id group by c.address");
  }

  Map<String, String> invitationStates() {
    return texts(ServiceKind.DISPATCH, "select id::text, state from invitation");
  }

  /** The deliveries of which nobody knows whether the mail went out. */
  Map<String, String> unknownDeliveries() {
    return texts(
        ServiceKind.DISPATCH,
        "select invitation_id::text, state from delivery where state = 'UNKNOWN'");
  }

  long unfinishedDeliveries() {
    return number(
        ServiceKind.DISPATCH, "select count(*) from delivery where state in ('QUEUED', 'SENDING')");
  }

  /** The rating of each counted response, by invitation. */
  Map<String, String> ratingByInvitation() {
    return texts(
        ServiceKind.SURVEY,
        "select invitation_id::text, (select a ->> 'rating' from jsonb_array_elements(answers) a"
            + " where a ->> 'rating' is not null) from response where state = 'COUNTED'");
  }

  /** A plain recount of the responses: how many gave each rating. */
  Map<String, Long> recount() {
    return ratingByInvitation().values().stream()
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

  private long number(ServiceKind kind, String sql) {
    try (Connection connection = suite.postgres().connect(suite.database(kind));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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
