package io.afterword.platform.migrate;

import io.smallrye.mutiny.Uni;

/** What the programme of a service can do instead of serving; a CDI bean. */
public interface Command {

  /** The argument that asks for it. */
  String name();

  /**
   * Does it.
   *
   * @return one line for whoever asked
   */
  Uni<String> run();
}
