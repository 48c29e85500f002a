package io.afterword.platform.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.job.JobView;
import io.afterword.platform.job.Jobs;
import io.afterword.platform.problem.DatabaseFault;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the service can work, timed work is done and events get through. */
@Path(OwnPath.V1 + "/status")
@Tag(name = "Operations")
class StatusResource {
  private final OwnPath own;
  private final Clock clock;
  private final FeedStatus feed;
  private final Jobs jobs;
  private final Troubles troubles;
  private final List<TroubleSource> sources;

  StatusResource(
      OwnPath own,
      Clock clock,
      FeedStatus feed,
      Jobs jobs,
      Troubles troubles,
      @All List<TroubleSource> sources) {
    this.own = own;
    this.clock = clock;
    this.feed = feed;
    this.jobs = jobs;
    this.troubles = troubles;
    this.sources = sources;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Status",
      requiredProperties = {"service", "now", "troubles"})
  record StatusView(
      @Schema(examples = "survey") String service,
      @Schema(description = "Business time.") Instant now,
      @Schema(description = "What keeps the service from its work; empty when all is well.")
          List<Trouble> troubles,
      @Schema(description = "Absent while the database cannot be read.")
          FeedStatus.@Nullable View feed,
      @Schema(description = "Timed work, by name; absent while the database cannot be read.")
          @Nullable List<JobView> jobs) {}

  /** What only the database knows. */
  private record Stored(
      List<Trouble> troubles, FeedStatus.@Nullable View feed, @Nullable List<JobView> jobs) {}

  @GET
  @RolesAllowed("status:read")
  @Operation(
      operationId = "getStatus",
      summary = "What keeps this service from its work, and how its feed and timed work are doing")
  public Uni<StatusView> status() {
    return troubles
        .watch("The status cannot be read", stored())
        .onFailure(failure -> DatabaseFault.inWords(failure).isPresent())
        .recoverWithItem(() -> new Stored(List.of(), null, null))
        .map(this::view);
  }

  private Uni<Stored> stored() {
    Uni<List<Trouble>> shared = Uni.createFrom().item(List.of());
    for (TroubleSource source : sources) {
      shared = shared.chain(known -> source.troubles().map(more -> together(known, more)));
    }
    return shared.chain(
        known ->
            feed.read().chain(fed -> jobs.status().map(named -> new Stored(known, fed, named))));
  }

  private StatusView view(Stored stored) {
    return new StatusView(
        own.service(),
        clock.instant(),
        together(troubles.current(), stored.troubles()),
        stored.feed(),
        stored.jobs());
  }

  private static List<Trouble> together(List<Trouble> some, List<Trouble> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
