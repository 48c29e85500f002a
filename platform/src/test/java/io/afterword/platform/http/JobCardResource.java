package io.afterword.platform.http;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Counts how often its work is done, and writes it into the transaction's own table. */
@Path("/job-cards")
@RolesAllowed("surveys:write")
class JobCardResource {
  static final AtomicInteger DONE = new AtomicInteger();

  private final Idempotency idempotency;

  JobCardResource(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  record JobCard(String title, boolean fails) {}

  record JobCardView(int number, String title) {}

  @POST
  public Uni<RestResponse<?>> create(
      @RestHeader("Idempotency-Key") @Nullable String key, @NotNull JobCard card) {
    return idempotency.once(
        key,
        "createJobCard",
        card,
        session ->
            session
                .createNativeQuery("select 1", Integer.class)
                .getSingleResult()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(100))
                .map(
                    ignored -> {
                      int number = DONE.incrementAndGet();
                      if (card.fails()) {
                        throw new IllegalStateException("the work failed");
                      }
                      return new Created<>(
                          201,
                          new JobCardView(number, card.title()),
                          Map.of("Location", "/job-cards/" + number));
                    }));
  }
}
