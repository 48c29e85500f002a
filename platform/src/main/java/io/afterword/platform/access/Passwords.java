package io.afterword.platform.access;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes passwords on threads of their own, so that many tries cannot starve anything else. */
@ApplicationScoped
class Passwords {
  private static final int THREADS = 2;
  private static final int WAITING = 20;

  private final WorkerExecutor workers;
  private final Semaphore room = new Semaphore(THREADS + WAITING);

  Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
  }

  Uni<String> hash(String password) {
    return work(() -> PasswordHash.make(password));
  }

  /**
   * @param hash null when there is no account or it has no password; takes as long
   */
  Uni<Boolean> verify(String password, @Nullable String hash) {
    return work(
        () ->
            hash == null
                ? PasswordHash.verifyNobody(password)
                : PasswordHash.verify(password, hash));
  }

  private <T> Uni<T> work(Supplier<T> task) {
    if (!room.tryAcquire()) {
      return Uni.createFrom()
          .failure(
              () ->
                  Problem.of(CommonProblem.BUSY, "Many people sign in right now; try again.")
                      .header("Retry-After", "5"));
    }
    return workers.executeBlocking(task::get, false).onTermination().invoke(room::release);
  }
}
