package io.afterword.dispatch.contact;

import io.afterword.dispatch.contact.ContactStore.Wanted;
import io.afterword.dispatch.decision.Consent;
import io.afterword.platform.http.Cursor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Everybody. A search is a POST, so that no name ends up in a log of URLs. */
@Path("/people")
class PeoplePage {
  private static final int SHOWN = 50;

  private final ContactService service;

  PeoplePage(ContactService service) {
    this.service = service;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "people")
  static class Templates {
    static native TemplateInstance list(
        List<Line> lines, String search, String older, boolean mayChange);
  }

  /**
   * Somebody in the list.
   *
   * @param no why they are not asked; empty when they may be
   */
  record Line(String id, String name, String email, String company, String no) {
    static Line of(ContactView contact) {
      ContactView.Company company = contact.company();
      String email = Objects.requireNonNullElse(contact.email(), "");
      return new Line(
          contact.id().toString(),
          Objects.requireNonNullElse(contact.name(), email.isEmpty() ? "without a name" : email),
          email,
          company == null
              ? ""
              : String.valueOf(company.name() == null ? company.id() : company.name()),
          no(contact));
    }

    private static String no(ContactView contact) {
      if (contact.optedOutAt() != null) {
        return "opted out";
      }
      if (contact.suppressed() != null) {
        return "suppressed";
      }
      if (contact.consent() != null && contact.consent().basis() == Consent.REFUSED) {
        return "refused";
      }
      return contact.email() == null ? "no address" : "";
    }
  }

  @GET
  @RolesAllowed("contacts:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @QueryParam("cursor") @Nullable String cursor, @Context SecurityContext visitor) {
    UUID before = cursor == null ? null : Cursor.id(cursor);
    return page(Wanted.ANYBODY, before, "", visitor);
  }

  @POST
  @RolesAllowed("contacts:read")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> search(
      @FormParam("search") @Nullable String search, @Context SecurityContext visitor) {
    String text = search == null ? "" : search.strip();
    Wanted wanted = text.isEmpty() ? Wanted.ANYBODY : new Wanted(text, null, null, null);
    return page(wanted, null, text, visitor);
  }

  private Uni<TemplateInstance> page(
      Wanted wanted, @Nullable UUID before, String search, SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole("contacts:write");
    return service
        .page(wanted, before, SHOWN + 1)
        .map(
            found ->
                Templates.list(
                    found.stream().limit(SHOWN).map(Line::of).toList(),
                    search,
                    found.size() > SHOWN && search.isEmpty()
                        ? Cursor.encode(found.get(SHOWN - 1).id().toString())
                        : "",
                    mayChange));
  }
}
