package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two releases work side by side on one schema: what was released stays, what is new only adds. */
class MigrationsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("platform", "survey-service", "dispatch-service", "scoring-service");

  /** At the beginning of a statement, or as the last step of one that has several. */
  private static final Pattern WHOLE_ROWS =
      Pattern.compile("\"\\s*select (\\w+\\.)?\\*|\\n\\s*select (\\w+\\.)?\\* from [^\"()]*\"\"\"");

  private static final Path RELEASED = ROOT.resolve("api/released/migrations.txt");

  @Test
  void what_was_released_is_never_changed() throws Exception {
    Map<String, String> now = new TreeMap<>();
    for (String file : released().keySet()) {
      Path migration = ROOT.resolve(file);
      now.put(file, Files.exists(migration) ? sum(migration) : "is gone");
    }
    assertThat(now).isEqualTo(released()).isNotEmpty();
  }

  @Test
  void what_came_since_the_release_only_adds() throws Exception {
    MigrationRules rules = new MigrationRules(version());
    for (String module : MODULES) {
      assertThat(rules.faults(since(module))).as("docs/guides/upgrade.md says why").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "takes away | drop table contact",
        "takes away | alter table contact drop column phone",
        "takes away | alter table contact alter column phone drop default",
        "renames | alter table contact rename column phone to mobile",
        "changes a type | alter table contact alter column phone type bigint",
        "demands a value | alter table contact alter phone set not null",
        "demands a value of new rows | alter table contact add column fax text not null",
        "demands a value of new rows | alter table contact add a int, add column fax text not null",
        "refuses rows | alter table contact add constraint fax_is_there check (fax is not null)",
        "refuses rows | create unique index contact_fax on contact (fax)",
        "grows what is read whole | alter table decision add column fax text",
      })
  void what_a_former_replica_would_miss_is_found(String fault, String statement) {
    List<String> found =
        new MigrationRules("v0.1.0").faults(Map.of("V1.99__x.sql", statement + ";\n"));
    assertThat(found).hasSize(1).first().asString().startsWith("V1.99__x.sql " + fault + ":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table contact add column fax text;",
        "alter table contact add column fax text not null default '', add b int;",
        "alter table contact add column fax text default '' not null;",
        "alter table contact alter column phone drop not null;",
        "create index contact_fax on contact (fax); -- drop nothing",
        "create table fax (id uuid not null primary key);\nalter table fax add constraint a check (id is not null);",
        "-- safe beside v0.1.0: nobody reads it since that release.\nalter table contact drop column phone;",
      })
  void what_only_adds_is_let_be(String migration) {
    assertThat(new MigrationRules("v0.1.0").faults(Map.of("V1.99__x.sql", migration))).isEmpty();
  }

  @Test
  void an_excuse_for_another_release_does_not_count() {
    String migration = "-- safe beside v0.1.0: unused.\nalter table contact drop column phone;";
    assertThat(new MigrationRules("v0.2.0").faults(Map.of("V1.99__x.sql", migration))).hasSize(1);
  }

  /** A column more would be another result type, which connections refuse that know the old one. */
  @Test
  void no_service_reads_whole_rows_of_a_table() throws IOException {
    List<String> whole = new ArrayList<>();
    for (String module : MODULES) {
      for (Path file : files(module, "java", ".java")) {
        if (WHOLE_ROWS.matcher(Files.readString(file)).find()) {
          whole.add(file.getFileName().toString());
        }
      }
    }
    assertThat(whole).as("statements that do not name the columns of their result").isEmpty();
  }

  private static Map<String, String> since(String module) throws IOException {
    Map<String, String> known = released();
    Map<String, String> since = new TreeMap<>();
    for (Path file : files(module, "resources/db", ".sql")) {
      String name = ROOT.relativize(file).toString();
      if (!known.containsKey(name)) {
        since.put(name, Files.readString(file));
      }
    }
    return since;
  }

  private static List<Path> files(String module, String folder, String ending) throws IOException {
    try (Stream<Path> files =
        Files.walk(ROOT.resolve(module).resolve("src/main").resolve(folder))) {
      return files.filter(each -> each.toString().endsWith(ending)).toList();
    }
  }

  private static Map<String, String> released() throws IOException {
    return Files.readAllLines(RELEASED).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" +", -1))
        .collect(Collectors.toMap(words -> words[1], words -> words[0], (a, b) -> a, TreeMap::new));
  }

  private static String version() throws IOException {
    Matcher version = Pattern.compile("v\\d+\\.\\d+\\.\\d+").matcher(Files.readString(RELEASED));
    if (!version.find()) {
      throw new AssertionError(RELEASED + " names no version");
    }
    return version.group();
  }

  private static String sum(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
