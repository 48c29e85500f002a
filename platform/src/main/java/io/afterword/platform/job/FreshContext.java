package io.afterword.platform.job;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Runs each piece of work in a Vert.x context of its own, as a request does: Hibernate Reactive
 * keeps its session there, and two pieces must never meet in one.
 */
final class FreshContext {
  private final Context root;

  FreshContext(Vertx vertx) {
    this.root = vertx.getOrCreateContext();
  }

  <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context own = VertxContext.createNewDuplicatedContext(root);
              VertxContextSafetyToggle.setContextSafe(own, true);
              own.runOnContext(
                  ignored -> {
                    var running =
                        Uni.createFrom()
                            .deferred(work::get)
                            .subscribe()
                            .with(emitter::complete, emitter::fail);
                    // There, too, its session is looked for to be closed.
                    emitter.onTermination(() -> own.runOnContext(alsoIgnored -> running.cancel()));
                  });
            });
  }
}
