package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What grows with the answers can be spread over a cluster by the slot of the survey (ADR 38): what
 * a distributed table must not have is refused here, without a cluster; {@link CitusIT} has one.
 */
class SpreadTest {
  private static final Pattern SPREAD =
      Pattern.compile("create_distributed_table\\('(\\w+)', 'slot'");

  /** Tables whose key begins with the slot: made to be spread. */
  private static final String MADE_FOR_IT =
      """
      select c.relname from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and not c.relispartition and a.attname = 'slot'
      """;

  private static final String UNIQUE_WITHOUT_SLOT =
      """
      select i.indexrelid::regclass || ' is unique without the slot' from pg_index i
       where i.indrelid = any(array[%1$s]::regclass[]) and i.indisunique
         and not exists (select 1 from pg_attribute a where a.attrelid = i.indrelid
                          and a.attnum = any(i.indkey) and a.attname = 'slot')
      """;

  private static final String REFERENCES =
      """
      select conname || ' refers from or to a table that is spread' from pg_constraint
       where contype = 'f' and (conrelid = any(array[%1$s]::regclass[]) or confrelid = any(array[%1$s]::regclass[]))
      """;

  private static final String TRIGGERS =
      """
      select tgname || ' is a trigger of a table that is spread' from pg_trigger
       where not tgisinternal and tgrelid = any(array[%1$s]::regclass[])
      """;

  private static LocalPostgres postgres;

  @BeforeAll
  static void migrate() throws Exception {
    postgres =
        LocalPostgres.builder(Path.of("target", "suites", "SpreadTest").toAbsolutePath())
            .fresh(true)
            .start();
    for (String service : List.of("survey", "dispatch", "scoring")) {
      postgres.createDatabase(service);
      for (Path migration : migrations(service)) {
        postgres.execute(service, Files.readString(migration));
      }
    }
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey", "scoring"})
  void what_is_keyed_by_slot_has_nothing_that_a_cluster_refuses(String service) throws Exception {
    List<String> tables = found(service, MADE_FOR_IT);
    assertThat(tables).contains("response");
    assertThat(faults(service, tables)).isEmpty();
  }

  @Test
  void all_that_scoring_keys_by_slot_is_spread() throws Exception {
    String script = Files.readString(Programme.CHECKOUT.resolve("deploy/citus/scoring.sql"));
    assertThat(SPREAD.matcher(script).results().map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(found("scoring", MADE_FOR_IT));
  }

  @Test
  void dispatch_stays_on_one_server() throws SQLException {
    assertThat(found("dispatch", MADE_FOR_IT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create unique index planted on response (intake_key) | planted is unique without the slot",
        "alter table response add constraint planted foreign key (survey_id) references survey | planted refers",
        "create trigger planted before update on response for each row execute function"
            + " suppress_redundant_updates_trigger() | planted is a trigger",
      })
  void what_a_cluster_would_refuse_is_found(String fault, String sentence) throws Exception {
    String copy = "copy" + Math.floorMod(fault.hashCode(), 1_000);
    postgres.execute("postgres", "create database %s template survey".formatted(copy));
    postgres.execute(copy, fault);
    assertThat(faults(copy, List.of("response")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith(sentence);
  }

  private static List<String> faults(String database, List<String> tables) throws SQLException {
    String quoted = "'" + String.join("', '", tables) + "'";
    List<String> faults = new ArrayList<>();
    for (String rule : List.of(UNIQUE_WITHOUT_SLOT, REFERENCES, TRIGGERS)) {
      faults.addAll(found(database, rule.formatted(quoted)));
    }
    return faults;
  }

  /** In the order in which they are applied to an empty database. */
  private static List<Path> migrations(String service) throws IOException {
    TreeSet<Path> all =
        new TreeSet<>(
            Comparator.comparing((Path file) -> version(file, 0))
                .thenComparing(file -> version(file, 1)));
    for (String folder :
        List.of(
            "platform/src/main/resources/db/platform",
            service + "-service/src/main/resources/db/migration")) {
      try (var files = Files.list(Programme.CHECKOUT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".sql")).forEach(all::add);
      }
    }
    return List.copyOf(all);
  }

  /** V1.20__x.sql has the parts 1 and 20. */
  private static int version(Path file, int part) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")).split("\\.", -1)[part]);
  }

  private static List<String> found(String database, String sql) throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
