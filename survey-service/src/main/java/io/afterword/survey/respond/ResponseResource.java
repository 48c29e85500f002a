package io.afterword.survey.respond;

import io.afterword.platform.export.ExportFormat;
import io.afterword.platform.export.Exports;
import io.afterword.platform.export.Manifest;
import io.afterword.platform.export.Manifests;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

@Path("/v1/responses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Responses")
class ResponseResource {

  private static final String FILTERS =
      " Narrow them by version, from and to (when they were first answered), contact, rating and"
          + " text; all that are given have to hold.";

  private final ResponseSearch search;
  private final ResponseFilters filters;
  private final Exports exports;
  private final Manifests manifests;

  ResponseResource(
      ResponseSearch search, ResponseFilters filters, Exports exports, Manifests manifests) {
    this.search = search;
    this.filters = filters;
    this.exports = exports;
    this.manifests = manifests;
  }

  @GET
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "listResponses",
      summary = "List a survey's responses",
      description =
          "Exactly as they were given, oldest first; enough for a recount of any score that uses no"
              + " segment."
              + FILTERS
              + " With text, and without a period or a contact, a page reads at most a million"
              + " responses: it may hold few or none and still have a nextCursor to go on with.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "422", description = "INVALID: a filter is not as it must be.")
  @APIResponse(responseCode = "200", description = "A page of responses.")
  public Uni<CursorPage<ResponseView>> list(
      @BeanParam ResponseQuery query,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("100")
          @Min(1)
          @Max(500)
          @Parameter(description = "Responses in a page.")
          int limit) {
    UUID after = cursor == null ? null : Cursor.id(cursor);
    return filters.of(query).chain(filter -> search.page(filter, after, limit));
  }

  @GET
  @Path("/export.ndjson")
  @Produces(Exports.NDJSON_TYPE)
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "exportResponsesAsNdjson",
      summary = "Export a survey's responses as newline-delimited JSON",
      description =
          "A response per line, in the order of their ids, however many there are. The last line"
              + " says {\"end\":true,\"rows\":...,\"sha256\":...,\"cursor\":...}, the hash being"
              + " that of all lines before it; an export that cannot be finished ends in a"
              + " connection that is cut. Responses of the last ten seconds come with the next one:"
              + " send its cursor as after."
              + FILTERS)
  @APIResponse(
      responseCode = "200",
      description = "The lines; the header Afterword-Export names the export.",
      content =
          @Content(mediaType = Exports.NDJSON_TYPE, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public RestMulti<Buffer> ndjson(
      @BeanParam ResponseQuery query,
      @QueryParam("after") @Parameter(description = "Cursor of an export; goes on after it.")
          @Nullable String after) {
    return export(ExportFormat.NDJSON, query, after);
  }

  @GET
  @Path("/export.csv")
  @Produces(Exports.CSV_TYPE)
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "exportResponsesAsCsv",
      summary = "Export a survey's responses as CSV",
      description =
          "A response per line and a column per question. A text that a spreadsheet would take for"
              + " a formula begins with an apostrophe. Whether all of it arrived says its manifest;"
              + " an export that cannot be finished ends in a connection that is cut and has none."
              + FILTERS)
  @APIResponse(
      responseCode = "200",
      description = "The file; the header Afterword-Export names the export.",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public RestMulti<Buffer> csv(
      @BeanParam ResponseQuery query,
      @QueryParam("after") @Parameter(description = "Cursor of an export; goes on after it.")
          @Nullable String after) {
    return export(ExportFormat.CSV, query, after);
  }

  @GET
  @Path("/exports/{id}/manifest")
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "readExportManifest",
      summary = "Read what an export held",
      description = "Kept for a week. An export that was cut has none.")
  @APIResponse(responseCode = "200", description = "Rows, hash, and the cursor to go on from.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: it was not sent to its end.")
  public Uni<Manifest> manifest(
      @PathParam("id")
          @Parameter(
              description = "The header Afterword-Export.",
              example = "01937a61-0c55-7b12-a3d4-5e6f708192a3")
          UUID id) {
    return manifests.require(id);
  }

  private RestMulti<Buffer> export(
      ExportFormat format, ResponseQuery query, @Nullable String after) {
    if (after != null) {
      Cursor.id(after); // refused before anything is sent
    }
    return exports.stream(format, filters.export(query, search), after, "responses");
  }
}
