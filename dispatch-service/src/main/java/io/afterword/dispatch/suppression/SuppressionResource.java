package io.afterword.dispatch.suppression;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.dispatch.suppression.Suppressions.Listed;
import io.afterword.dispatch.suppression.Suppressions.Place;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
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

/** The suppression list. Addresses are never part of a URL: logs keep URLs. */
@Path("/v1/suppressions")
@Tag(name = "Suppressions")
@Produces(MediaType.APPLICATION_JSON)
class SuppressionResource {
  private static final String CSV = "text/csv";

  private final SuppressionList list;

  SuppressionResource(SuppressionList list) {
    this.list = list;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "SuppressedAddress",
      description = "An address that nobody writes to.",
      requiredProperties = {"id", "reason", "source", "at"})
  record SuppressionView(
      UUID id,
      @Schema(
              description = "Absent where its owner was erased: then only its HMAC is kept.",
              examples = "ada@example.com")
          @Nullable String address,
      Suppression reason,
      @Schema(description = "Who said so.", examples = "unsubscribe link") String source,
      Instant at) {
    static SuppressionView of(Listed listed) {
      return new SuppressionView(
          listed.id(), listed.address(), listed.reason(), listed.source(), listed.at());
    }
  }

  @Schema(
      name = "SuppressionPage",
      description = "One page of the list, the newest first.",
      requiredProperties = {"items"})
  record Listing(
      List<SuppressionView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @Schema(name = "SuppressionRequest", requiredProperties = "address")
  record Add(
      @Schema(examples = "ada@example.com") @Nullable String address,
      @Schema(description = "MANUAL unless said; ERASED is made by erasing.")
          @Nullable Suppression reason,
      @Schema(description = "Who says so.", examples = "phone call") @Nullable String source) {}

  @Schema(name = "SuppressionSearch", requiredProperties = "address")
  record Find(@Schema(examples = "ada@example.com") @Nullable String address) {}

  @Schema(name = "SuppressionRemoval", requiredProperties = "reason")
  record Removal(
      @Schema(description = "Why they may be written to again.", examples = "asked for it by phone")
          @Nullable String reason) {}

  @Schema(
      name = "SuppressionImport",
      description = "What came of a file.",
      requiredProperties = {"rows", "added", "known", "faulty", "faults"})
  record Imported(
      @Schema(description = "Rows below the names of the columns.") long rows,
      @Schema(description = "Addresses that are new on the list.") long added,
      @Schema(description = "Rows whose address was there, or stood in the file before.")
          long known,
      @Schema(description = "Rows that were left out.") long faulty,
      @Schema(description = "The first hundred of them.") List<RowFault> faults) {}

  @Schema(
      name = "RowFault",
      description = "What is wrong with a row of a file.",
      requiredProperties = {"line", "code", "detail"})
  record RowFault(
      @Schema(description = "Its line in the file, counted from 1.") long line,
      @Schema(examples = "NOT_AN_EMAIL_ADDRESS") String code,
      String detail) {}

  @GET
  @RolesAllowed("contacts:read")
  @Operation(operationId = "listSuppressions", summary = "List suppressed addresses, newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR")
  public Uni<Listing> page(
      @QueryParam("reason") @Parameter(description = "Only those.") @Nullable Suppression reason,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return list.page(reason, cursor == null ? null : place(cursor), limit + 1)
        .map(
            found ->
                new Listing(
                    found.stream().limit(limit).map(SuppressionView::of).toList(),
                    found.size() > limit ? cursor(found.get(limit - 1)) : null));
  }

  static String cursor(Listed last) {
    return Cursor.encode(last.at().toString(), last.id().toString());
  }

  static Place place(String cursor) {
    List<String> parts = Cursor.decode(cursor, 2);
    try {
      return new Place(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
    } catch (DateTimeException | IllegalArgumentException forged) {
      throw Cursor.invalid();
    }
  }

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addSuppression",
      summary = "Suppress an address",
      description =
          "From then on nothing is sent to it, whoever it belongs to: what waits is withdrawn with"
              + " SUPPRESSED in the ledger when it is due. An address that is there already stays as"
              + " it is, except that any other reason takes the place of BAD_ADDRESS.")
  @APIResponse(
      responseCode = "201",
      description = "On the list.",
      content = @Content(schema = @Schema(implementation = SuppressionView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was there before; this is the entry.",
      content = @Content(schema = @Schema(implementation = SuppressionView.class)))
  @APIResponse(responseCode = "422", description = "NOT_AN_EMAIL_ADDRESS, UNKNOWN_VALUE, TOO_LONG")
  public Uni<RestResponse<SuppressionView>> add(@NotNull Add body) {
    return list.add(body.address(), body.reason(), body.source())
        .map(
            added ->
                RestResponse.ResponseBuilder.create(
                        added.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        SuppressionView.of(added.entry()))
                    .header("Location", "/v1/suppressions/" + added.entry().id())
                    .build());
  }

  @POST
  @Path("find")
  @RolesAllowed("contacts:read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "findSuppression",
      summary = "Look whether an address is suppressed",
      description =
          "A POST, so that no address ends up in a log of URLs; it changes nothing. Finds erased"
              + " addresses too, by their HMAC.")
  @APIResponse(
      responseCode = "200",
      description = "It is.",
      content = @Content(schema = @Schema(implementation = SuppressionView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND: it is not")
  @APIResponse(responseCode = "422", description = "NOT_AN_EMAIL_ADDRESS")
  public Uni<SuppressionView> find(@NotNull Find body) {
    return list.find(body.address())
        .map(
            found ->
                found
                    .map(SuppressionView::of)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "That address is not suppressed.")));
  }

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Operation(operationId = "getSuppression", summary = "Show an entry of the list")
  @APIResponse(
      responseCode = "200",
      description = "The entry.",
      content = @Content(schema = @Schema(implementation = SuppressionView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<SuppressionView> show(@PathParam("id") UUID id) {
    return list.require(id).map(SuppressionView::of);
  }

  @POST
  @Path("{id}/remove")
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "removeSuppression",
      summary = "Take an address off the list",
      description =
          "Says why; both are kept, without the address. Whose own wish it was may be asked again.")
  @APIResponse(responseCode = "204", description = "Taken off.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "ERASED_STAYS")
  @APIResponse(responseCode = "422", description = "MISSING_FIELD, TOO_LONG")
  public Uni<Void> remove(@PathParam("id") UUID id, @NotNull Removal body) {
    return list.remove(id, body.reason());
  }

  @GET
  @Path("export")
  @RolesAllowed("contacts:read")
  @Produces(CSV)
  @Operation(
      operationId = "exportSuppressions",
      summary = "The whole list as CSV",
      description =
          "Columns address, reason, source, at; the newest first. Erased addresses are not in it,"
              + " since nobody knows them.")
  @APIResponse(
      responseCode = "200",
      description = "The file.",
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              example =
                  "address,reason,source,at\r\nada@example.com,MANUAL,by hand,2026-03-01T09:30:00Z\r\n"))
  public Multi<String> export() {
    return list.csv();
  }

  @POST
  @Path("import")
  @RolesAllowed("contacts:write")
  @Consumes(CSV)
  @Blocking
  @Operation(
      operationId = "importSuppressions",
      summary = "Suppress all addresses of a CSV file",
      description =
          "The first line names the columns: address (or email), and if one likes reason, source and"
              + " at. Rows that cannot be read are told and left out; the same file again adds"
              + " nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              example = "email,reason\nada@example.com,COMPLAINED\n"))
  @APIResponse(
      responseCode = "200",
      description = "What came of it.",
      content = @Content(schema = @Schema(implementation = Imported.class)))
  @APIResponse(
      responseCode = "422",
      description = "BAD_CSV, WRONG_ENCODING, NO_ADDRESS_COLUMN, UNKNOWN_VALUE")
  public Uni<Imported> take(
      @QueryParam("encoding") @Parameter(description = "UTF-8 unless its mark says otherwise.")
          @Nullable String encoding,
      @QueryParam("separator")
          @Parameter(description = "comma, semicolon, tab or bar; found out unless said.")
          @Nullable String separator,
      @QueryParam("source") @Parameter(description = "For rows without one.")
          @Nullable String source,
      byte @Nullable [] body) {
    return list.take(
        body == null ? new byte[0] : body, CsvWish.format(encoding, separator), source);
  }
}
