package io.afterword.dispatch.erasure;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.erasure.ErasureTables.Elsewhere;
import io.afterword.dispatch.erasure.ErasureTables.Erasure;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** People who want to be forgotten. */
@Path("/v1/erasures")
@Tag(name = "Erasures")
@Produces(MediaType.APPLICATION_JSON)
class ErasureResource {
  private final Erasing erasing;

  ErasureResource(Erasing erasing) {
    this.erasing = erasing;
  }

  @Schema(name = "ErasureRequest", requiredProperties = "contactId")
  record Wanted(@Nullable UUID contactId) {}

  @Schema(
      name = "Erasure",
      description = "Somebody who was forgotten.",
      requiredProperties = {"id", "contactId", "at", "rows", "state", "elsewhere", "missing"})
  record ErasureView(
      UUID id,
      UUID contactId,
      Instant at,
      @Schema(description = "Rows that were removed or emptied here, by table.")
          Map<String, Object> rows,
      ErasureState state,
      @Schema(description = "What the other services have removed.") List<ElsewhereView> elsewhere,
      @Schema(
              description = "Services that have not yet said that they forgot the person.",
              examples = "[\"scoring\"]")
          List<String> missing) {
    static ErasureView of(Erasure erasure) {
      List<String> missing =
          Forgetting.missing(erasure.elsewhere().stream().map(Elsewhere::service).toList());
      return new ErasureView(
          erasure.id(),
          erasure.contactId(),
          erasure.at(),
          erasure.rows(),
          missing.isEmpty() ? ErasureState.COMPLETE : ErasureState.UNDER_WAY,
          erasure.elsewhere().stream().map(ElsewhereView::of).toList(),
          missing);
    }
  }

  @Schema(
      name = "ErasureElsewhere",
      description = "What another service removed of the person.",
      requiredProperties = {"service", "at", "rows"})
  record ElsewhereView(
      @Schema(examples = "survey") String service,
      Instant at,
      @Schema(description = "Rows that were removed or emptied there, by table.")
          Map<String, Object> rows) {
    static ElsewhereView of(Elsewhere elsewhere) {
      return new ElsewhereView(elsewhere.service(), elsewhere.at(), elsewhere.rows());
    }
  }

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "eraseContact",
      summary = "Forget a person",
      description =
          "Cannot be undone. What waits is cancelled; name, addresses, numbers, attributes, and what"
              + " interactions and invitations say of the person are removed here, also of contacts"
              + " that were merged into this one. Their addresses are kept as HMACs, so that nobody"
              + " writes to them again. The event contact.erased tells the other services; when they"
              + " have forgotten the person too, the erasure is COMPLETE.")
  @APIResponse(
      responseCode = "201",
      description = "Forgotten; asked again, the first erasure.",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "422", description = "MISSING_FIELD")
  public Uni<RestResponse<ErasureView>> erase(@NotNull Wanted body) {
    UUID contact = body.contactId();
    if (contact == null) {
      throw Problem.of(DispatchProblem.MISSING_FIELD, "contactId is required.");
    }
    return erasing
        .erase(contact)
        .map(
            erasure ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, ErasureView.of(erasure))
                    .header("Location", "/v1/erasures/" + erasure.id())
                    .build());
  }

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Operation(operationId = "getErasure", summary = "Show an erasure")
  @APIResponse(
      responseCode = "200",
      description = "The erasure.",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<ErasureView> show(@PathParam("id") UUID id) {
    return erasing
        .find(id)
        .map(
            found ->
                found
                    .map(ErasureView::of)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "There is no erasure " + id + ".")));
  }
}
