package io.afterword.scoring.tally;

import io.afterword.platform.job.Loop;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Packs facets on every replica; the lock per slot keeps them apart. */
@ApplicationScoped
class PackLoop {
  private static final int DAYS_AT_ONCE = 20;
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FacetPacker packer;
  private final Loop loop;

  PackLoop(Vertx vertx, FacetPacker packer) {
    this.packer = packer;
    this.loop = new Loop(vertx, "the facet packer", this::pass);
  }

  void start(@Observes WorkStart start) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.stop().await().atMost(PATIENCE);
  }

  private Uni<Duration> pass() {
    return packer.pack(DAYS_AT_ONCE).map(PackLoop::pause);
  }

  /** After an import there are hundreds of days to pack, one after the other. */
  private static Duration pause(int tried) {
    return tried < DAYS_AT_ONCE ? PAUSE : Duration.ZERO;
  }
}
