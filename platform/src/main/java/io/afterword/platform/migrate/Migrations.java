package io.afterword.platform.migrate;

import java.util.List;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

/** This release's migrations: the library's and the service's own. */
final class Migrations {
  private Migrations() {}

  /** As their files are called. */
  static List<String> of(Configuration flyway) {
    return flyway
        .getResourceProvider()
        .getResources(flyway.getSqlMigrationPrefix(), flyway.getSqlMigrationSuffixes())
        .stream()
        .map(LoadableResource::getFilename)
        .toList();
  }
}
