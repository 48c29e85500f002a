package io.afterword.dispatch.contactimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.dispatch.contactimport.ImportView.ColumnView;
import io.afterword.dispatch.contactimport.ImportView.FaultView;
import io.afterword.platform.fileimport.IncomingFile;
import io.afterword.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

/** Contacts from files. */
@Path("/v1/contacts/imports")
@Tag(name = "Contact imports")
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {
  private static final String CSV = "text/csv";
  private static final int FAULTS = 1_000;

  private final Imports imports;

  ImportResource(Imports imports) {
    this.imports = imports;
  }

  @Schema(name = "ContactImportReading", description = "How the file is to be read.")
  record Reading(
      @Schema(description = "As found unless said.", examples = "windows-1252")
          @Nullable String encoding,
      @Schema(description = "comma, semicolon, tab or bar; as found unless said.")
          @Nullable String separator,
      @Schema(description = "The system that the ids belong to; as before unless said.")
          @Nullable String source,
      @Schema(
              description =
                  "What each column is, by its name; columns that are not named are left out. By"
                      + " their names unless said.")
          @Nullable List<ColumnView> columns) {}

  @Schema(
      name = "ContactImportPage",
      description = "One page of imports, the newest first.",
      requiredProperties = {"items"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listing(
      List<ImportView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @Schema(
      name = "ContactImportFaults",
      description = "The first thousand things that are wrong in rows.",
      requiredProperties = {"items"})
  record Faults(List<FaultView> items) {}

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(CSV)
  @Operation(
      operationId = "createContactImport",
      summary = "Bring a file of contacts",
      description =
          "The first line names the columns. The file is looked at and nothing is taken: read the"
              + " import until it is READY or REFUSED, then confirm it. A file that is longer than a"
              + " request may be comes in parts: the first here with more=true, the others to"
              + " putContactImportPart, then readContactImport.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              example = "email,name,plan\nada@example.com,Ada Lovelace,gold\n"))
  @APIResponse(
      responseCode = "202",
      description = "It is being looked at; Location names it.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "422", description = "UNKNOWN_VALUE")
  public Uni<RestResponse<ImportView>> create(
      @QueryParam("name") @Parameter(description = "Of the file.") @Nullable String name,
      @QueryParam("source")
          @Parameter(description = "The system that the ids belong to.")
          @DefaultValue("import")
          String source,
      @QueryParam("encoding") @Parameter(description = "As found unless said.")
          @Nullable String encoding,
      @QueryParam("separator")
          @Parameter(description = "comma, semicolon, tab or bar; as found unless said.")
          @Nullable String separator,
      @QueryParam("more") @Parameter(description = "Whether parts follow.") boolean more,
      byte @Nullable [] body) {
    var wish = new Wish(source, encoding, separator, null);
    return imports
        .add(name, wish, body == null ? new byte[0] : body, more)
        .map(
            made ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, ImportView.of(made))
                    .header("Location", "/v1/contacts/imports/" + made.id())
                    .build());
  }

  @PUT
  @Path("{id}/parts/{n}")
  @RolesAllowed("contacts:write")
  @Consumes(CSV)
  @Operation(
      operationId = "putContactImportPart",
      summary = "Bring the next part of a file",
      description =
          "The first part was 0, so this begins at 1; a part may be sent again. Parts are cut"
              + " anywhere, also inside a row.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
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
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "readContactImport",
      summary = "Look at a file, perhaps once more and otherwise",
      description =
          "With another encoding, separator or meaning of its columns. Columns that nobody knows"
              + " become attributes only when they are named here. Nothing is taken.")
  @APIResponse(
      responseCode = "202",
      description = "It is being looked at.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "IMPORT_NOT_READY")
  @APIResponse(responseCode = "422", description = "UNKNOWN_VALUE")
  public Uni<RestResponse<ImportView>> read(@PathParam("id") UUID id, @NotNull Reading body) {
    List<ColumnView> columns = body.columns();
    var wish =
        new Wish(
            body.source() == null ? "" : body.source().strip(),
            body.encoding(),
            body.separator(),
            columns == null ? null : columns.stream().map(ColumnView::told).toList());
    return imports.read(id, wish).map(ImportResource::accepted);
  }

  @POST
  @Path("{id}/confirm")
  @RolesAllowed("contacts:write")
  @Operation(
      operationId = "confirmContactImport",
      summary = "Take the contacts of a file",
      description =
          "Each row as putContact takes it; rows with faults are left out. Read the import until it"
              + " is DONE; done counts the rows.")
  @APIResponse(
      responseCode = "202",
      description = "They are being taken.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "IMPORT_NOT_READY: it is not READY")
  public Uni<RestResponse<ImportView>> confirm(@PathParam("id") UUID id) {
    return imports.confirm(id).map(ImportResource::accepted);
  }

  private static RestResponse<ImportView> accepted(ContactImport file) {
    return RestResponse.status(RestResponse.Status.ACCEPTED, ImportView.of(file));
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed("contacts:write")
  @Operation(
      operationId = "cancelContactImport",
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
  @RolesAllowed("contacts:read")
  @Operation(operationId = "listContactImports", summary = "List imports, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR")
  public Uni<Listing> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return imports
        .page(cursor == null ? null : Cursor.id(cursor), limit + 1)
        .map(
            found ->
                new Listing(
                    found.stream().limit(limit).map(ImportView::of).toList(),
                    found.size() > limit
                        ? Cursor.encode(found.get(limit - 1).id().toString())
                        : null));
  }

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Operation(operationId = "getContactImport", summary = "Show an import and how far it is")
  @APIResponse(
      responseCode = "200",
      description = "The import.",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<ImportView> show(@PathParam("id") UUID id) {
    return imports.find(id).map(ImportView::of);
  }

  @GET
  @Path("{id}/faults")
  @RolesAllowed("contacts:read")
  @Operation(operationId = "listContactImportFaults", summary = "What is wrong in which row")
  @APIResponse(
      responseCode = "200",
      description = "In the order of the file.",
      content = @Content(schema = @Schema(implementation = Faults.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<Faults> faults(@PathParam("id") UUID id) {
    return imports
        .find(id)
        .chain(() -> imports.faults(id, FAULTS))
        .map(found -> new Faults(found.stream().map(FaultView::of).toList()));
  }
}
