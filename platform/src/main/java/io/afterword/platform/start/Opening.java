package io.afterword.platform.start;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The steps of a start: settings ({@link StartupEvent}), the database, work. What a process was
 * started for decides which of them it takes, and is asked nowhere else.
 */
@ApplicationScoped
class Opening {
  /** Checks of settings have priority 1. */
  private static final int AFTER_SETTINGS = 2;

  private static final int LATE = 10_000;

  private final boolean working;

  /**
   * @param working whether this process is one of the replicas
   */
  Opening(@ConfigProperty(name = "afterword.job.enabled", defaultValue = "true") boolean working) {
    this.working = working;
  }

  void database(
      @Observes @Priority(AFTER_SETTINGS) StartupEvent settings, Event<DatabaseStart> start) {
    if (!Rehearsal.isUnderway()) {
      start.fire(new DatabaseStart());
    }
  }

  void work(@Observes @Priority(LATE) StartupEvent all, Event<WorkStart> start) {
    if (working) {
      start.fire(new WorkStart());
    }
  }
}
