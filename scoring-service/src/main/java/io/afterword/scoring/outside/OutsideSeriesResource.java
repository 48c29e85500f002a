package io.afterword.scoring.outside;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/correlations/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Correlations")
class OutsideSeriesResource {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
  private static final int MOST_LIMIT = 200;

  private final OutsideStore store;

  OutsideSeriesResource(OutsideStore store) {
    this.store = store;
  }

  @PUT
  @Path("{name}")
  @Consumes("text/csv")
  @RolesAllowed("scores:write")
  @Operation(
      operationId = "putSeries",
      summary = "Upload a series from outside, such as retention or revenue",
      description =
          "Replaces the whole series. Each line has a day and a number with a comma between them;"
              + " decimals after a point; a line of names may come first. A day without a number is"
              + " a hole. Nothing is kept of an upload with a fault.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING),
              example = "day,value\n2026-11-02,89.9\n2026-11-09,89.45\n"))
  @APIResponse(responseCode = "200", description = "The series as it is kept now")
  @APIResponse(responseCode = "400", description = "BAD_NAME")
  @APIResponse(
      responseCode = "422",
      description = "BAD_CSV: detail says which line and why, line is its number")
  public Uni<OutsideSeries> put(
      @PathParam("name")
          @Parameter(description = "Small letters, digits, dots and dashes", example = "retention")
          String name,
      @Nullable String body) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
          ScoringProblem.BAD_NAME,
          "a series is named by up to 60 small letters, digits, dots and dashes, was '%s'"
              .formatted(name));
    }
    return store.replace(name, SeriesCsv.read(body == null ? "" : body).values());
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(operationId = "listSeries", summary = "List the series from outside, by name")
  @APIResponse(responseCode = "200", description = "One page.")
  @APIResponse(responseCode = "400", description = "BAD_NUMBER, INVALID_CURSOR")
  public Uni<CursorPage<OutsideSeries>> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_LIMIT) {
      throw Problem.of(
          ScoringProblem.BAD_NUMBER,
          "limit must be a whole number from 1 to %d, was '%d'".formatted(MOST_LIMIT, limit));
    }
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).get(0);
    return store.page(after, limit + 1).map(found -> page(found, limit));
  }

  private static CursorPage<OutsideSeries> page(List<OutsideSeries> found, int limit) {
    List<OutsideSeries> shown = found.stream().limit(limit).toList();
    return new CursorPage<>(
        shown, found.size() > limit ? Cursor.encode(shown.get(shown.size() - 1).name()) : null);
  }

  @DELETE
  @Path("{name}")
  @RolesAllowed("scores:write")
  @Operation(operationId = "deleteSeries", summary = "Remove a series from outside")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such series")
  public Uni<Void> delete(@PathParam("name") String name) {
    return store
        .remove(name)
        .invoke(
            there -> {
              if (!there) {
                throw Problem.of(
                    CommonProblem.NOT_FOUND, "there is no series '%s'".formatted(name));
              }
            })
        .replaceWithVoid();
  }
}
