package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.IncomingFile;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.Idempotency;
import io.afterword.platform.secret.Hash;
import io.afterword.survey.responseimport.ImportView.FaultView;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers from other tools. */
@Path("/v1/responses/imports")
@Tag(name = "Response imports")
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {
  private static final String READ = "responses:read";
  private static final String WRITE = "responses:write";
  private static final String CSV = "text/csv";
  private static final int FAULTS = 1_000;

  private final Imports imports;
  private final Idempotency idempotency;

  ImportResource(Imports imports, Idempotency idempotency) {
    this.imports = imports;
    this.idempotency = idempotency;
  }

  @Schema(
      name = "ResponseImportFaults",
      description = "The first thousand things that are wrong in rows.",
      requiredProperties = {"items"})
  record Faults(List<FaultView> items) {}

  /** The request as it is remembered. */
  private record Request(
      UUID survey, @Nullable String name, Wish wish, boolean more, String file) {}

  @POST
  @RolesAllowed(WRITE)
  @Consumes(CSV)
  @Operation(
      operationId = "createResponseImport",
      summary = "Bring a file of answers from another tool",
      description =
          "The first line names the columns. The file is looked at and nothing is taken: read the"
              + " import until it is READY or REFUSED, then confirm it. A file that is longer than a"
              + " request may be comes in parts: the first here with more=true, the others to"
              + " putResponseImportPart, then readResponseImport.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              example = "id,score,comment,created_at\n4711,5,Quick and friendly.,1713418460\n"))
  @APIResponse(
      responseCode = "202",
      description = "It is being looked at; Location names it.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY")
  @APIResponse(
      responseCode = "409",
      description = "NOT_PUBLISHED, SURVEY_ARCHIVED or ANONYMOUS_SURVEY.")
  @APIResponse(responseCode = "422", description = "INVALID or LOCALE_MALFORMED.")
  public Uni<RestResponse<?>> create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @BeanParam ImportQuery query,
      byte @Nullable [] body) {
    byte[] content = body == null ? new byte[0] : body;
    UUID survey = query.surveyId();
    Wish wish = query.wish();
    return imports
        .make(survey, query.name(), wish, query.more())
        .chain(made -> stored(idempotencyKey, query, made, content));
  }

  private Uni<RestResponse<?>> stored(
      @Nullable String key, ImportQuery query, ResponseImport made, byte[] content) {
    String hash =
        Base64.getEncoder()
            .encodeToString(Hash.sha256(new String(content, StandardCharsets.ISO_8859_1)));
    return idempotency
        .once(
            key,
            "createResponseImport",
            new Request(made.surveyId(), query.name(), made.wish(), query.more(), hash),
            session ->
                imports
                    .add(session, made, content)
                    .replaceWith(
                        () ->
                            new Created<>(
                                202,
                                ImportView.of(made),
                                Map.of("Location", "/v1/responses/imports/" + made.id()))))
        // One that was asked for before is another one, and there is none with this id.
        .invoke(() -> imports.begin(made));
  }

  @PUT
  @Path("{id}/parts/{n}")
  @RolesAllowed(WRITE)
  @Consumes(CSV)
  @Operation(
      operationId = "putResponseImportPart",
      summary = "Bring the next part of a file",
      description =
          "The first part was 0, so this begins at 1; a part may be sent again. Parts are cut"
              + " anywhere, also inside a row.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              example = "4712,2,Too slow.,1713418999\n"))
  @APIResponse(
      responseCode = "200",
      description = "Kept.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "IMPORT_NOT_READY")
  public Uni<ImportView> part(
      @PathParam("id") UUID id,
      @PathParam("n") @Min(0) @Max(IncomingFile.MOST_PARTS) int n,
      byte @Nullable [] body) {
    return imports.addPart(id, n, body == null ? new byte[0] : body).map(ImportView::of);
  }

  @POST
  @Path("{id}/read")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "readResponseImport",
      summary = "Look at a file, perhaps once more and otherwise",
      description =
          "With another layout, encoding, separator, zone or meaning of its columns. Nothing is"
              + " taken.")
  @APIResponse(
      responseCode = "202",
      description = "It is being looked at.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "IMPORT_NOT_READY")
  @APIResponse(responseCode = "422", description = "INVALID, LOCALE_MALFORMED or UNKNOWN_COLUMN.")
  public Uni<RestResponse<ImportView>> read(@PathParam("id") UUID id, @NotNull Reading body) {
    return imports.read(id, body.wish()).map(ImportResource::accepted);
  }

  @POST
  @Path("{id}/confirm")
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "confirmResponseImport",
      summary = "Take the answers of a file",
      description =
          "Each sound row becomes a response with the surface IMPORT, on the day it was given, of a"
              + " version that is marked as imported and is a series of its own. Nobody is invited"
              + " or thanked, and nobody is taken for a machine. What an earlier import has brought"
              + " is not brought again. Read the import until it is DONE; done counts the rows.")
  @APIResponse(
      responseCode = "202",
      description = "They are being taken.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(
      responseCode = "409",
      description = "IMPORT_NOT_READY: it is not READY. SURVEY_ARCHIVED.")
  public Uni<RestResponse<ImportView>> confirm(@PathParam("id") UUID id) {
    return imports.confirm(id).map(ImportResource::accepted);
  }

  private static RestResponse<ImportView> accepted(ResponseImport file) {
    return RestResponse.status(RestResponse.Status.ACCEPTED, ImportView.of(file));
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "cancelResponseImport",
      summary = "Stop an import and forget the file",
      description = "What was taken already stays.")
  @APIResponse(
      responseCode = "200",
      description = "Stopped.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "IMPORT_NOT_READY: it is over")
  public Uni<ImportView> cancel(@PathParam("id") UUID id) {
    return imports.cancel(id).map(ImportView::of);
  }

  @GET
  @RolesAllowed(READ)
  @Operation(
      operationId = "listResponseImports",
      summary = "List a survey's imports",
      description = "The newest first.")
  @APIResponse(responseCode = "200", description = "A page of imports.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY")
  public Uni<CursorPage<ImportView>> list(
      @QueryParam("survey")
          @Parameter(
              required = true,
              description = "Id of the survey.",
              example = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
          @Nullable UUID survey,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(1)
          @Max(200)
          @Parameter(description = "Imports in a page.")
          int limit) {
    return imports
        .page(ImportQuery.required(survey), cursor == null ? null : Cursor.id(cursor), limit + 1)
        .map(
            found ->
                new CursorPage<>(
                    found.stream().limit(limit).map(ImportView::of).toList(),
                    found.size() > limit
                        ? Cursor.encode(found.get(limit - 1).id().toString())
                        : null));
  }

  @GET
  @Path("{id}")
  @RolesAllowed(READ)
  @Operation(
      operationId = "getResponseImport",
      summary = "Show an import and how far it is",
      description = "From READY on with what its columns are and how many rows can be taken.")
  @APIResponse(responseCode = "200", description = "The import.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<ImportView> show(@PathParam("id") UUID id) {
    return imports.find(id).map(ImportView::of);
  }

  @GET
  @Path("{id}/faults")
  @RolesAllowed(READ)
  @Operation(
      operationId = "listResponseImportFaults",
      summary = "What is wrong in which row",
      description = "In the order of the file, the first thousand; all of them are counted.")
  @APIResponse(responseCode = "200", description = "The faults.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<Faults> faults(@PathParam("id") UUID id) {
    return imports
        .find(id)
        .chain(() -> imports.faults(id, FAULTS))
        .map(found -> new Faults(found.stream().map(FaultView::of).toList()));
  }
}
