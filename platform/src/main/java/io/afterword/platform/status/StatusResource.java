package io.afterword.platform.status;

import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.job.JobView;
import io.afterword.platform.job.Jobs;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether timed work is done and events get through. */
@Path(OwnPath.V1 + "/status")
@Tag(name = "Operations")
class StatusResource {
  private final OwnPath own;
  private final Clock clock;
  private final FeedStatus feed;
  private final Jobs jobs;

  StatusResource(OwnPath own, Clock clock, FeedStatus feed, Jobs jobs) {
    this.own = own;
    this.clock = clock;
    this.feed = feed;
    this.jobs = jobs;
  }

  @Schema(name = "Status")
  record StatusView(
      @Schema(examples = "survey") String service,
      @Schema(description = "Business time.") Instant now,
      FeedStatus.View feed,
      @Schema(description = "Timed work, by name.") List<JobView> jobs) {}

  @GET
  @RolesAllowed("status:read")
  @Operation(
      operationId = "getStatus",
      summary = "How the feed and the timed work of this service are doing")
  public Uni<StatusView> status() {
    return feed.read()
        .chain(
            fed ->
                jobs.status()
                    .map(named -> new StatusView(own.service(), clock.instant(), fed, named)));
  }
}
