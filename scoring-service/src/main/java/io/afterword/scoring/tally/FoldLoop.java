package io.afterword.scoring.tally;

import io.afterword.platform.job.Loop;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Folds every 200 ms, on every replica; the lock per slot keeps them apart. */
@ApplicationScoped
class FoldLoop {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Folder folder;
  private final Backpressure backpressure;
  private final Loop loop;

  FoldLoop(Vertx vertx, Folder folder, Backpressure backpressure) {
    this.folder = folder;
    this.backpressure = backpressure;
    this.loop = new Loop(vertx, "the folder", this::pass);
  }

  void start(@Observes WorkStart start) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.stop().await().atMost(PATIENCE);
  }

  private Uni<Duration> pass() {
    return folder.runOnce().invoke(backpressure::sees).replaceWith(PAUSE);
  }
}
