package io.afterword.survey.quarantine;

import io.afterword.platform.http.CursorPage;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/responses/quarantine")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Responses")
class QuarantineResource {

  /** A page of the list in one go. */
  static final int MOST = 500;

  private final QuarantineService quarantine;
  private final BotMeter meter;
  private final Clock clock;

  QuarantineResource(QuarantineService quarantine, BotMeter meter, Clock clock) {
    this.quarantine = quarantine;
    this.meter = meter;
    this.clock = clock;
  }

  @Schema(name = "DecideQuarantine", description = "Which responses a person has looked at.")
  record DecideRequest(
      @NotNull @Schema(required = true, examples = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
          UUID surveyId,
      @NotNull
          @Size(min = 1, max = MOST)
          @Schema(required = true, description = "1 to 500 ids of responses.")
          List<@NotNull UUID> responses) {}

  @Schema(name = "QuarantineDecided", description = "What a decision changed.")
  record DecidedView(
      @Schema(
              required = true,
              description = "Those that were in quarantine; the others stay as they are.")
          List<UUID> responses) {}

  @Schema(name = "BotMeter", description = "How much of it machines seem to have sent.")
  record MeterView(
      @Schema(required = true, description = "Links made since then.") Instant from,
      @Schema(required = true, description = "Those with most in quarantine first.")
          List<BotMeter.Line> domains) {}

  @GET
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "listQuarantine",
      summary = "List a survey's responses in quarantine",
      description =
          "Oldest first, each with what speaks for a machine. They are kept and do not count.")
  @APIResponse(responseCode = "200", description = "A page of them.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<CursorPage<QuarantinedView>> list(
      @QueryParam("survey")
          @NotNull
          @Parameter(
              required = true,
              description = "Id of the survey.",
              example = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
          UUID survey,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("100")
          @Min(1)
          @Max(MOST)
          @Parameter(description = "Responses in a page.")
          int limit) {
    return quarantine.list(survey, cursor, limit);
  }

  @POST
  @Path("/release")
  @RolesAllowed("responses:write")
  @Operation(
      operationId = "releaseQuarantined",
      summary = "Let responses count",
      description =
          "A person sent them. They count from now on, and so does what their senders may change.")
  @APIResponse(responseCode = "200", description = "Those that changed.")
  @APIResponse(responseCode = "422", description = "INVALID: 1 to 500 ids.")
  public Uni<DecidedView> release(@Valid @NotNull DecideRequest request) {
    return decide(request, Decision.RELEASED);
  }

  @POST
  @Path("/reject")
  @RolesAllowed("responses:write")
  @Operation(
      operationId = "rejectQuarantined",
      summary = "Keep responses from counting",
      description =
          "A machine sent them. What they took the place of counts again; otherwise they are"
              + " withdrawn. Their links stay open, so that the person can still answer.")
  @APIResponse(responseCode = "200", description = "Those that changed.")
  @APIResponse(responseCode = "422", description = "INVALID: 1 to 500 ids.")
  public Uni<DecidedView> reject(@Valid @NotNull DecideRequest request) {
    return decide(request, Decision.REJECTED);
  }

  @GET
  @Path("/meter")
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "readBotMeter",
      summary = "Count what machines seem to have sent, per recipient domain",
      description = "Only the domain of an address is known here, and only of five links or more.")
  @APIResponse(responseCode = "200", description = "At most 200 domains.")
  public Uni<MeterView> meter(
      @QueryParam("days")
          @DefaultValue("30")
          @Min(1)
          @Max(400)
          @Parameter(description = "Of the links made in so many days.", example = "30")
          int days) {
    Instant from = clock.instant().minus(Duration.ofDays(days));
    return meter.since(from, 200).map(lines -> new MeterView(from, lines));
  }

  private Uni<DecidedView> decide(DecideRequest request, Decision decision) {
    return quarantine
        .decide(request.surveyId(), request.responses(), decision)
        .map(DecidedView::new);
  }
}
