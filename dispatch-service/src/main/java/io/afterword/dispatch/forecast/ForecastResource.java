package io.afterword.dispatch.forecast;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a policy will probably send. */
@Path("/v1/policies/{id}/forecast")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
class ForecastResource {
  private final Forecasts forecasts;
  private final Clock clock;

  ForecastResource(Forecasts forecasts, Clock clock) {
    this.forecasts = forecasts;
    this.clock = clock;
  }

  @Schema(
      name = "Forecast",
      description = "How many mails a policy will probably send in the next 14 days.",
      requiredProperties = {"policyId", "days", "total", "basis", "confidence", "sentence"})
  record View(
      UUID policyId,
      @Schema(description = "The days of the workspace, today first.") List<Day> days,
      Range total,
      Forecast.Basis basis,
      @Schema(description = "GOOD: three weeks of history; FAIR: one; POOR: a guess.")
          Forecast.Confidence confidence,
      @Schema(
              examples =
                  "About 120 mails (90 to 150). It goes by what the policy sent in the last four"
                      + " weeks, weekday by weekday. There are three weeks of history or more.")
          String sentence) {

    static View of(UUID policy, Forecast forecast) {
      return new View(
          policy,
          forecast.days().stream()
              .map(each -> new Day(each.day(), Range.of(each.mails())))
              .toList(),
          Range.of(forecast.total()),
          forecast.basis(),
          forecast.confidence(),
          ForecastWords.whole(forecast));
    }
  }

  @Schema(
      name = "ForecastDay",
      description = "A day and its mails.",
      requiredProperties = {"day", "mails"})
  record Day(LocalDate day, Range mails) {}

  @Schema(
      name = "ForecastRange",
      description = "The mean, and a range that holds nine times of ten if the past is a guide.",
      requiredProperties = {"expected", "low", "high"})
  record Range(
      @Schema(examples = "12.4") double expected,
      @Schema(examples = "7") long low,
      @Schema(examples = "18") long high) {
    static Range of(Forecast.Range range) {
      return new Range(range.expected(), Math.round(range.low()), Math.round(range.high()));
    }
  }

  @GET
  @RolesAllowed("policies:read")
  @Operation(
      operationId = "forecastPolicy",
      summary = "How many mails a policy will send in the next 14 days",
      description =
          "What waits already is certain. Beyond it: whose turns come, how far counts have grown,"
              + " whom the policy before it asked, or the last four weeks by weekday.")
  @APIResponse(
      responseCode = "200",
      description = "The forecast.",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<View> forecast(@PathParam("id") UUID id) {
    return forecasts.of(id, clock.instant()).map(forecast -> View.of(id, forecast));
  }
}
