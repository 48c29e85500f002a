package io.afterword.dev.test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresResourceTest {
  @Test
  void two_runs_at_once_get_a_server_each_whose_sessions_live_in_an_odd_zone() throws Exception {
    PostgresResource first = new PostgresResource();
    PostgresResource second = new PostgresResource();
    try {
      Map<String, String> one = first.start();
      Map<String, String> two = second.start();

      String url = requireNonNull(one.get("quarkus.datasource.jdbc.url"));
      assertThat(two.get("quarkus.datasource.jdbc.url")).isNotEqualTo(url);
      assertThat(one.get("quarkus.datasource.reactive.url")).isEqualTo(url.substring(5));
      assertThat(zoneOfSessionsThatNameNone(url)).isEqualTo("Asia/Kathmandu");
    } finally {
      first.stop();
      second.stop();
    }
  }

  /** JDBC names the JVM's zone in every session, so the setting is read instead of shown. */
  private static String zoneOfSessionsThatNameNone(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select unnest(setconfig) from pg_db_role_setting")) {
      assertThat(row.next()).isTrue();
      return row.getString(1).replace("TimeZone=", "");
    }
  }
}
