package io.afterword.dispatch.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ContactService.Tagged;
import io.afterword.dispatch.contact.ContactStore.Wanted;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.PhoneNumber;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tells of people, shows and finds them. Addresses are never part of a URL: logs keep URLs. */
@Path("/v1/contacts")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
class ContactResource {
  private static final int MOST = 200;

  private final ContactService service;

  ContactResource(ContactService service) {
    this.service = service;
  }

  @Schema(
      name = "ContactSearch",
      description = "Exactly one of email, phone, or source together with id.")
  record Search(
      @Schema(examples = "ada@example.com") @Nullable String email,
      @Schema(examples = "+4798765432") @Nullable String phone,
      @Schema(description = "The system that gave the id.") @Nullable String source,
      @Nullable String id) {}

  @Schema(name = "ContactFilter", description = "What is left out does not matter.")
  record Filter(
      @Schema(
              description = "How the address, the name or the company's name begins, in any case.",
              examples = "ada")
          @Nullable String startsWith,
      @Nullable String companyId,
      @Schema(examples = "nb") @Nullable String locale,
      @Schema(description = "All of these, with these values.")
          @Nullable Map<String, Object> attributes,
      @Schema(description = "The nextCursor of the previous page.") @Nullable String cursor,
      @Schema(description = "1 to 200; 50 unless said.") @Nullable Integer limit) {}

  @Schema(
      name = "ContactPage",
      description = "One page of contacts, the newest first.",
      requiredProperties = {"items"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listing(
      List<ContactView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @GET
  @RolesAllowed("contacts:read")
  @Operation(operationId = "listContacts", summary = "List contacts, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR")
  public Uni<Listing> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MOST) int limit) {
    return page(Wanted.ANYBODY, cursor, limit);
  }

  @POST
  @Path("search")
  @RolesAllowed("contacts:read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "searchContacts",
      summary = "Look for contacts by what is known of them",
      description = "A POST, so that no name ends up in a log of URLs; it changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR")
  @APIResponse(responseCode = "422", description = "OUT_OF_RANGE")
  public Uni<Listing> search(@NotNull Filter filter) {
    int limit = filter.limit() == null ? 50 : filter.limit();
    if (limit < 1 || limit > MOST) {
      throw Problem.of(DispatchProblem.OUT_OF_RANGE, "limit must be 1 to %d.".formatted(MOST));
    }
    return page(
        new Wanted(filter.startsWith(), filter.companyId(), filter.locale(), filter.attributes()),
        filter.cursor(),
        limit);
  }

  private Uni<Listing> page(Wanted wanted, @Nullable String cursor, int limit) {
    UUID before = cursor == null ? null : Cursor.id(cursor);
    return service
        .page(wanted, before, limit + 1)
        .map(
            found ->
                new Listing(
                    found.stream().limit(limit).toList(),
                    found.size() > limit
                        ? Cursor.encode(found.get(limit - 1).id().toString())
                        : null));
  }

  @PUT
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putContact",
      summary = "Tell of a contact",
      description =
          "Recognised by id at its source, else by address, else by phone number; otherwise somebody"
              + " new. What is left out stays as it is known; sending it again changes nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/ContactRequest")))
  @APIResponse(
      responseCode = "201",
      description = "Somebody new; Location and ETag name them.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Somebody known, as they are now.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, UNKNOWN_FIELD, WRONG_TYPE")
  @APIResponse(
      responseCode = "422",
      description =
          "NO_CONTACT, MISSING_FIELD, NOT_AN_EMAIL_ADDRESS, NOT_A_PHONE_NUMBER, UNKNOWN_TIME_ZONE,"
              + " NOT_A_LOCALE, NOT_A_TIME, IN_THE_FUTURE, UNKNOWN_VALUE, TOO_LONG, TOO_MANY,"
              + " OUT_OF_RANGE, UNREADABLE_TEXT, INVALID_CONTACTS")
  public Uni<RestResponse<ContactView>> put(@Nullable JsonNode body) {
    return service.put(body).map(ContactResource::answer);
  }

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Operation(
      operationId = "getContact",
      summary = "Show a contact",
      description = "The ETag header names its content.")
  @APIResponse(
      responseCode = "200",
      description = "The contact.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<RestResponse<ContactView>> show(@PathParam("id") UUID id) {
    return service.show(id).map(ContactResource::answer);
  }

  @PUT
  @Path("{id}")
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceContact",
      summary = "Change a contact",
      description =
          "Needs If-Match with the ETag that was read. What is left out is forgotten; ids and old"
              + " addresses still lead to this contact.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/ContactDetails")))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(
      responseCode = "409",
      description = "IS_SOMEBODY_ELSE, ALREADY_MERGED, CONTACT_ERASED")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<RestResponse<ContactView>> replace(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable JsonNode body) {
    return service.replace(id, ifMatch, body).map(ContactResource::answer);
  }

  @POST
  @Path("find")
  @RolesAllowed("contacts:read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "findContact",
      summary = "Find a contact by what it is recognised by",
      description = "A POST, so that no address ends up in a log of URLs; it changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The contact.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(
      responseCode = "422",
      description = "NO_CONTACT, NOT_AN_EMAIL_ADDRESS, NOT_A_PHONE_NUMBER")
  public Uni<ContactView> find(@Nullable Search search) {
    return service.find(identity(search));
  }

  private static Identity identity(@Nullable Search search) {
    if (search != null && search.email() != null) {
      return EmailAddress.parse(search.email())
          .map(email -> new Identity(Identity.Kind.EMAIL, "", email.normalised()))
          .orElseThrow(
              () ->
                  Problem.of(
                      DispatchProblem.NOT_AN_EMAIL_ADDRESS, "email must be one e-mail address."));
    }
    if (search != null && search.phone() != null) {
      return PhoneNumber.parse(search.phone())
          .map(phone -> new Identity(Identity.Kind.PHONE, "", phone.e164()))
          .orElseThrow(
              () ->
                  Problem.of(
                      DispatchProblem.NOT_A_PHONE_NUMBER,
                      "phone must be a number with its country code."));
    }
    if (search != null && search.source() != null && search.id() != null) {
      return new Identity(Identity.Kind.SOURCE_ID, search.source().strip(), search.id().strip());
    }
    throw Problem.of(
        DispatchProblem.NO_CONTACT, "Send email, or phone, or source together with id.");
  }

  private static RestResponse<ContactView> answer(Tagged tagged) {
    var status = tagged.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    var answer =
        RestResponse.ResponseBuilder.create(status, tagged.contact()).header("ETag", tagged.etag());
    return tagged.isNew()
        ? answer.header("Location", "/v1/contacts/" + tagged.contact().id()).build()
        : answer.build();
  }
}
