package io.afterword.platform.migrate;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** After the database was restored, and before the service starts: docs/guides/backup.md. */
@ApplicationScoped
class Restored implements Command {
  private final List<AfterRestore> steps;

  Restored(@All List<AfterRestore> steps) {
    this.steps = steps;
  }

  @Override
  public String name() {
    return "restored";
  }

  @Override
  public Uni<String> run() {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(AfterRestore::run)
        .collect()
        .with(Collectors.joining("; "));
  }
}
