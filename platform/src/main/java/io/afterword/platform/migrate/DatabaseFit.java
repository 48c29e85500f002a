package io.afterword.platform.migrate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Whether a database is one that this release of this service can work on. Every fault is a
 * sentence that says what to do.
 */
final class DatabaseFit {
  private static final int OLDEST = 15;

  private static final String WHERE =
      "QUARKUS_DATASOURCE_JDBC_URL and QUARKUS_DATASOURCE_REACTIVE_URL";

  private final Map<MigrationVersion, String> own;

  /**
   * @param scripts this release's migrations, as their files are called
   */
  DatabaseFit(Collection<String> scripts) {
    this.own = byVersion(scripts);
  }

  /**
   * What is wrong with the server.
   *
   * @param version as PostgreSQL counts: 140009 is 14.9
   */
  static Optional<String> server(int version) {
    return version / 10_000 >= OLDEST
        ? Optional.empty()
        : Optional.of(
            "The database server is PostgreSQL %d; Afterword needs %d or newer. Upgrade it, or set"
                    .formatted(version / 10_000, OLDEST)
                + " %s to another one.".formatted(WHERE));
  }

  /** What is wrong with a database that has tables and no list of migrations. */
  static Optional<String> strange(List<String> tables) {
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The database is another programme's: it has %s and was never migrated. Set %s to an"
                    .formatted(String.join(", ", tables), WHERE)
                + " empty database, such as one that was made by: create database survey owner"
                + " survey");
  }

  /** What is wrong with where these migrations were applied: they are another service's. */
  Optional<String> owner(Collection<String> applied) {
    Map<MigrationVersion, String> there = byVersion(applied);
    for (Map.Entry<MigrationVersion, String> each : there.entrySet()) {
      String ours = own.get(each.getKey());
      if (ours != null && !ours.equals(each.getValue())) {
        return Optional.of(
            ("The database belongs to another service: it has %s where this one has %s. Set %s to"
                    + " this service's own.")
                .formatted(each.getValue(), ours, WHERE));
      }
    }
    return there.isEmpty() || there.values().stream().anyMatch(own::containsValue)
        ? Optional.empty()
        : strange(there.values().stream().limit(3).toList());
  }

  /** What is wrong with serving from it: some of this release's migrations are not there. */
  Optional<String> behind(Collection<String> applied) {
    Map<MigrationVersion, String> there = byVersion(applied);
    List<String> lacking =
        own.values().stream().filter(script -> !there.containsValue(script)).toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("The database lacks %d of this release's %d migrations, from %s on. Run the image with"
                    + " the argument migrate first, or set AFTERWORD_MIGRATE_AT_START=true.")
                .formatted(lacking.size(), own.size(), lacking.get(0)));
  }

  /**
   * What a newer release has added; it goes on working with this one for the time of an upgrade.
   */
  Optional<String> ahead(Collection<String> applied) {
    Collection<String> unknown =
        byVersion(applied).values().stream()
            .filter(script -> !own.containsValue(script))
            .collect(Collectors.toList());
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The database was migrated by a newer release: this one does not know %s. That is meant"
                    .formatted(String.join(", ", unknown))
                + " for the time of an upgrade.");
  }

  /** Only what has a version: {@code V1.2__name.sql}, whatever folder it was in. */
  private static Map<MigrationVersion, String> byVersion(Collection<String> scripts) {
    Map<MigrationVersion, String> known = new TreeMap<>();
    for (String path : scripts) {
      String script = path.substring(path.lastIndexOf('/') + 1);
      int end = script.indexOf("__");
      if (script.startsWith("V") && end > 1) {
        known.put(MigrationVersion.fromVersion(script.substring(1, end)), script);
      }
    }
    return known;
  }
}
