package io.afterword.dispatch.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.PhoneNumber;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and finds people. Addresses are never part of a URL: logs keep URLs. */
@Path("/v1/contacts")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
class ContactResource {
  private static final String BY_ID =
      """
      select c.id, c.email, c.phone, c.name, c.locale, c.time_zone, c.company_id, c.company_name,
        c.attributes, c.created_at,
        coalesce(c.opted_out_at, case when s.reason = 'OPTED_OUT' then s.at end) as opted_out_at,
        s.reason = 'BAD_ADDRESS' as bad_address
      from contact c left join suppression s on s.address = c.address
      """;

  private static final String BY_IDENTITY =
      BY_ID
          + """
          where c.id = (select contact_id from contact_identity
                        where kind = $1 and source = $2 and value = $3)
          """;

  private final Pool pool;

  ContactResource(Pool pool) {
    this.pool = pool;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Contact",
      description = "A person as the reports told of them.",
      requiredProperties = {"id", "attributes", "badAddress", "createdAt"})
  record ContactView(
      UUID id,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String name,
      @Nullable String locale,
      @Nullable String timeZone,
      @Nullable CompanyView company,
      @Schema(description = "Free facts: text, numbers, booleans.") Map<String, Object> attributes,
      @Schema(description = "Since when the person does not want to be asked.")
          @Nullable Instant optedOutAt,
      @Schema(description = "Whether the address is known to take no mail.") boolean badAddress,
      Instant createdAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ContactCompany", description = "The company a person belongs to.")
  record CompanyView(@Nullable String id, @Nullable String name) {}

  @Schema(
      name = "ContactSearch",
      description = "Exactly one of email, phone, or source together with id.")
  record Search(
      @Schema(examples = "ada@example.com") @Nullable String email,
      @Schema(examples = "+4798765432") @Nullable String phone,
      @Schema(description = "The system that gave the id.") @Nullable String source,
      @Nullable String id) {}

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Operation(operationId = "getContact", summary = "Show a contact")
  @APIResponse(
      responseCode = "200",
      description = "The contact.",
      content = @Content(schema = @Schema(implementation = ContactView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<ContactView> show(@PathParam("id") UUID id) {
    return one(BY_ID + "where c.id = $1", Tuple.of(id));
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
    Identity wanted = identity(search);
    return one(BY_IDENTITY, Tuple.of(wanted.kind().name(), wanted.source(), wanted.value()));
  }

  private Uni<ContactView> one(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw Problem.of(CommonProblem.NOT_FOUND, "Nobody here is known by that.");
              }
              return view(rows.iterator().next());
            });
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

  private static ContactView view(Row row) {
    OffsetDateTime optedOut = row.getOffsetDateTime("opted_out_at");
    String companyId = row.getString("company_id");
    String companyName = row.getString("company_name");
    return new ContactView(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("name"),
        row.getString("locale"),
        row.getString("time_zone"),
        companyId == null && companyName == null ? null : new CompanyView(companyId, companyName),
        row.get(JsonObject.class, "attributes").getMap(),
        optedOut == null ? null : optedOut.toInstant(),
        Boolean.TRUE.equals(row.getBoolean("bad_address")),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
