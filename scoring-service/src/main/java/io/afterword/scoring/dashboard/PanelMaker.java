package io.afterword.scoring.dashboard;

import io.smallrye.mutiny.Uni;

/** Asks for the figures of one panel and writes them out. */
interface PanelMaker {
  String id();

  /** Smaller ones stand further up. */
  int place();

  /** Its heading, also when the figures cannot be shown. */
  String title(Look look);

  /** Whether the visitor gets to see it at all. */
  default boolean isFor(Look look) {
    return true;
  }

  Uni<Panel> make(Look look);
}
