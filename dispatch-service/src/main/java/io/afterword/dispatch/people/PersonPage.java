package io.afterword.dispatch.people;

import io.afterword.dispatch.ledger.Explanation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why was this customer asked, or not, and when next? */
@Path("/people/{id}")
class PersonPage {
  private final People people;
  private final Explanation words;
  private final Clock clock;

  PersonPage(People people, Explanation words, Clock clock) {
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "people")
  static class Templates {
    static native TemplateInstance person(
        People.Shown person, List<Told> lines, boolean mayContact, boolean mayChange);
  }

  /** A line with its time in words. */
  record Told(String at, String what, String tone, String text) {}

  @GET
  @RolesAllowed("decisions:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@PathParam("id") UUID id, @Context SecurityContext visitor) {
    boolean mayContact = visitor.isUserInRole("contacts:read");
    boolean mayChange = visitor.isUserInRole("contacts:write");
    return people
        .find(id, clock.instant())
        .map(person -> Templates.person(person, told(person.lines()), mayContact, mayChange));
  }

  private List<Told> told(List<Line> lines) {
    return lines.stream()
        .map(line -> new Told(words.at(line.at()), line.what(), line.tone(), line.text()))
        .toList();
  }
}
