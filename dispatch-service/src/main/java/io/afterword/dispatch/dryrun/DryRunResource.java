package io.afterword.dispatch.dryrun;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a policy would have done. */
@Path("/v1/policies/{id}/dry-run")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
class DryRunResource {
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(366);

  /** The database's calendar ends somewhere, and nothing has happened there yet. */
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final DryRun dryRun;
  private final Clock clock;

  DryRunResource(DryRun dryRun, Clock clock) {
    this.dryRun = dryRun;
    this.clock = clock;
  }

  @Schema(
      name = "DryRunRequest",
      description =
          "Which interactions to look at, by when they happened; the last 30 days by default.")
  record Wanted(
      @Schema(description = "30 days before to, by default.") @Nullable Instant from,
      @Schema(description = "Now, by default; at most 366 days after from.")
          @Nullable Instant to) {}

  @Schema(
      name = "DryRun",
      description = "What the policy would have done. Nothing was sent or written.",
      requiredProperties = {
        "from",
        "to",
        "interactions",
        "asked",
        "people",
        "askedTwice",
        "skipped",
        "days"
      })
  record View(
      Instant from,
      Instant to,
      @Schema(description = "How many interactions, or turns, it would have decided about.")
          long interactions,
      @Schema(description = "How often it would have asked.") long asked,
      @Schema(description = "How many people it would have asked.") long people,
      @Schema(description = "How many of them more than once.") long askedTwice,
      @Schema(description = "How often it would have skipped, the most frequent reason first.")
          List<Skipped> skipped,
      @Schema(description = "How many mails would have gone out by the workspace's day.")
          List<Day> days) {

    static View of(DryRun.Span span, Simulation.Outcome outcome) {
      return new View(
          span.from(),
          span.to(),
          outcome.interactions(),
          outcome.asked(),
          outcome.people(),
          outcome.askedTwice(),
          outcome.skipped().entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
              .map(one -> new Skipped(one.getKey(), one.getKey().sentence(), one.getValue()))
              .toList(),
          outcome.days().entrySet().stream()
              .map(one -> new Day(one.getKey(), one.getValue()))
              .toList());
    }
  }

  @Schema(
      name = "DryRunSkips",
      description = "A reason and how often it would have held.",
      requiredProperties = {"reason", "sentence", "count"})
  record Skipped(SkipReason reason, String sentence, long count) {}

  @Schema(
      name = "DryRunDay",
      description = "A day and its mails.",
      requiredProperties = {"day", "asked"})
  record Day(LocalDate day, long asked) {}

  @POST
  @RolesAllowed("policies:read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "dryRunPolicy",
      summary = "What a policy would have done over past interactions",
      description =
          "The same decisions as on arrival, over interactions that are here, each as if it had been"
              + " reported when it happened; nothing is sent or written. It begins with counts of"
              + " zero and with the invitations that were really sent, except this policy's own in"
              + " that time. Contacts are taken as they are known now. With a dailyCap the numbers by"
              + " day are right, but not who of the day's contacts is asked. A recurring policy is looked at over all"
              + " contacts in the cycle that has to, and from and to are that cycle's.")
  @APIResponse(
      responseCode = "200",
      description = "How many would have been asked, when, and why not.",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "422", description = "OUT_OF_RANGE")
  public Uni<View> run(@PathParam("id") UUID id, @Nullable Wanted wanted) {
    DryRun.Span span = span(wanted);
    return dryRun.run(id, span).map(result -> View.of(result.span(), result.outcome()));
  }

  private DryRun.Span span(@Nullable Wanted wanted) {
    Instant to =
        wanted == null || wanted.to() == null
            ? clock.instant().truncatedTo(ChronoUnit.MILLIS)
            : wanted.to();
    Instant from = wanted == null || wanted.from() == null ? to.minus(USUAL) : wanted.from();
    boolean backwards = !from.isBefore(to) || from.isBefore(Instant.EPOCH) || to.isAfter(LATEST);
    if (backwards || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.of(
              DispatchProblem.OUT_OF_RANGE,
              "from must lie before to, and at most 366 days before it.")
          .at("/from", DispatchProblem.OUT_OF_RANGE.name(), "From %s to %s.".formatted(from, to));
    }
    return new DryRun.Span(from, to);
  }
}
