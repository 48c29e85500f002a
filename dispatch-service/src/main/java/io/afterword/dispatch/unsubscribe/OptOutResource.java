package io.afterword.dispatch.unsubscribe;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.survey.Metric;
import io.afterword.dispatch.unsubscribe.OptingOut.Wish;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a contact told staff of their wishes. */
@Path("/v1/contacts/{id}/opt-outs")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
class OptOutResource {
  private static final String EXISTS =
      "select 1 from contact where id = $1 and merged_into is null and erased_at is null";

  private final Pool pool;
  private final OptingOut optingOut;

  OptOutResource(Pool pool, OptingOut optingOut) {
    this.pool = pool;
    this.optingOut = optingOut;
  }

  @Schema(name = "OptOutRequest", requiredProperties = "source")
  record Wanted(
      @Schema(description = "No survey at all; false unless said.") @Nullable Boolean all,
      @Schema(description = "No surveys of these kinds.") @Nullable List<Metric> kinds,
      @Schema(description = "Where that comes from.", examples = "phone call")
          @Nullable String source) {}

  @PUT
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putOptOuts",
      summary = "Write down which surveys a contact does not want",
      description =
          "Takes the place of what was known: a kind that is left out is wanted again. With all,"
              + " what waits is cancelled at once; a single kind is withdrawn when it is due.")
  @APIResponse(responseCode = "204", description = "Written down.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "422", description = "MISSING_FIELD")
  public Uni<Void> put(@PathParam("id") UUID id, @NotNull Wanted body) {
    String source = body.source();
    if (source == null || source.isBlank() || source.length() > 255) {
      throw Problem.of(
          DispatchProblem.MISSING_FIELD,
          "source is required, with at most 255 characters: where does that wish come from?");
    }
    var wish =
        new Wish(
            Boolean.TRUE.equals(body.all()),
            body.kinds() == null ? List.of() : body.kinds(),
            source.strip());
    return pool.preparedQuery(EXISTS)
        .execute(Tuple.of(id))
        .invoke(
            found -> {
              if (found.size() == 0) {
                throw Problem.of(CommonProblem.NOT_FOUND, "There is no contact " + id + ".");
              }
            })
        .chain(() -> optingOut.write(id, wish));
  }
}
