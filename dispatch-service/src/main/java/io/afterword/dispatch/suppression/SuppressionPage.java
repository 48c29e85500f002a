package io.afterword.dispatch.suppression;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.suppression.SuppressionResource.Imported;
import io.afterword.dispatch.suppression.Suppressions.Listed;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.http.SeeOther;
import io.afterword.platform.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The list for people; does what the API does, without scripts. */
@Path("/people/suppressions")
class SuppressionPage {
  private static final int SHOWN = 50;
  private static final Pattern TOLD = Pattern.compile("(\\d{1,9})-(\\d{1,9})-(\\d{1,9})");

  private final SuppressionList list;
  private final DateTimeFormatter time;

  SuppressionPage(
      SuppressionList list, @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.list = list;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "suppressions")
  static class Templates {
    static native TemplateInstance list(
        List<Line> lines, String told, String older, boolean mayChange);
  }

  /** An entry in words; the address of an erased person is empty. */
  record Line(String id, String address, String reason, String source, String at) {}

  @GET
  @RolesAllowed("contacts:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("told") @Nullable String told,
      @Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole("contacts:write");
    return list.page(null, cursor == null ? null : SuppressionResource.place(cursor), SHOWN + 1)
        .map(
            found ->
                Templates.list(
                    found.stream().limit(SHOWN).map(this::line).toList(),
                    inWords(told),
                    found.size() > SHOWN ? SuppressionResource.cursor(found.get(SHOWN - 1)) : "",
                    mayChange));
  }

  private Line line(Listed listed) {
    return new Line(
        listed.id().toString(),
        Objects.requireNonNullElse(listed.address(), ""),
        words(listed.reason()),
        listed.source(),
        time.format(listed.at()));
  }

  @GET
  @Path("suppressions.csv")
  @RolesAllowed("contacts:read")
  @Produces("text/csv;charset=UTF-8")
  @Operation(hidden = true)
  public Multi<String> file() {
    return list.csv();
  }

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> add(
      @FormParam("address") @Nullable String address,
      @FormParam("reason") @Nullable Suppression reason,
      @FormParam("source") @Nullable String source) {
    return list.add(address, reason, source).map(added -> back(""));
  }

  @POST
  @Path("{id}/remove")
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> remove(
      @PathParam("id") UUID id, @FormParam("reason") @Nullable String reason) {
    return list.remove(id, reason).map(removed -> back(""));
  }

  @POST
  @Path("import")
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Blocking
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> take(@RestForm @Nullable FileUpload file) throws IOException {
    if (file == null || file.size() == 0) {
      throw Problem.of(DispatchProblem.BAD_CSV, "Choose a file with at least one line.");
    }
    return list.take(Files.readAllBytes(file.uploadedFile()), CsvFormat.AS_FOUND, file.fileName())
        .map(taken -> back("?told=" + told(taken)));
  }

  private static String told(Imported taken) {
    return "%d-%d-%d".formatted(taken.added(), taken.known(), taken.faulty());
  }

  /** What the last file came to, from the address of the page; anything else says nothing. */
  static String inWords(@Nullable String told) {
    Matcher matcher = TOLD.matcher(told == null ? "" : told);
    return matcher.matches()
        ? "%s new addresses, %s known before, %s rows left out."
            .formatted(matcher.group(1), matcher.group(2), matcher.group(3))
        : "";
  }

  private static String words(Suppression reason) {
    return switch (reason) {
      case OPTED_OUT -> "does not want to be asked";
      case BAD_ADDRESS -> "takes no mail";
      case COMPLAINED -> "complained";
      case MANUAL -> "by hand";
      case ERASED -> "erased";
    };
  }

  private static RestResponse<Void> back(String more) {
    return SeeOther.to("/people/suppressions" + more);
  }
}
