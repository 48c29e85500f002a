package io.afterword.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What holds us to this version of Quarkus (ADR 1): a phone that hangs up, or a job that takes too
 * long, cancels a session that waits for a connection; the connection must not be lost with it.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(CancelledWaitTest.PoolOfOne.class)
class CancelledWaitTest {
  private static final int IMPATIENT = 20;

  @Inject Vertx vertx;

  public static class PoolOfOne implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.datasource.reactive.max-size", "1");
    }
  }

  @Test
  void a_pool_of_one_gives_its_connection_after_sessions_were_cancelled_while_they_waited() {
    cancelWaits(Panache::withSession);
  }

  @Test
  void and_after_transactions_were() {
    cancelWaits(Panache::withTransaction);
  }

  private interface Work {
    Uni<Integer> in(Supplier<Uni<Integer>> query);
  }

  private void cancelWaits(Work work) {
    FreshContext context = new FreshContext(vertx);
    for (int i = 0; i < IMPATIENT; i++) {
      CompletableFuture<Integer> held = new CompletableFuture<>();
      CompletableFuture<Integer> release = new CompletableFuture<>();
      CompletableFuture<Integer> holder =
          inTime(
              context.run(
                  () ->
                      work.in(() -> one().invoke(held::complete).chain(() -> released(release)))));
      held.orTimeout(10, TimeUnit.SECONDS).join();
      AtomicBoolean served = new AtomicBoolean();
      Cancellable waiter =
          context
              .run(() -> work.in(() -> one().invoke(() -> served.set(true))))
              .subscribe()
              .with(ignored -> {});
      // One event loop for both: when this has run, the waiter stands in the pool's queue.
      inTime(context.run(() -> Uni.createFrom().item(0))).join();

      waiter.cancel();
      release.complete(0);

      assertThat(holder.join()).isZero();
      assertThat(inTime(context.run(() -> work.in(CancelledWaitTest::one))).join()).isEqualTo(1);
      assertThat(served).isFalse();
    }
  }

  /** Goes on where it waited: a session is closed in the context in which it was opened. */
  private static Uni<Integer> released(CompletableFuture<Integer> release) {
    Context own = Vertx.currentContext();
    return Uni.createFrom()
        .completionStage(release)
        .emitOn(rest -> own.runOnContext(ignored -> rest.run()));
  }

  private static Uni<Integer> one() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select 1", Integer.class).getSingleResult());
  }

  private static CompletableFuture<Integer> inTime(Uni<Integer> uni) {
    return uni.subscribeAsCompletionStage().orTimeout(10, TimeUnit.SECONDS);
  }
}
