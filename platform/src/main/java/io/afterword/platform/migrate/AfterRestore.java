package io.afterword.platform.migrate;

import io.smallrye.mutiny.Uni;

/**
 * What has to be put right in a database that was restored from a backup, before the service works
 * with it again; a CDI bean. Done twice it does no harm.
 */
public interface AfterRestore {

  /**
   * Puts it right.
   *
   * @return a few words on what was found
   */
  Uni<String> run();
}
