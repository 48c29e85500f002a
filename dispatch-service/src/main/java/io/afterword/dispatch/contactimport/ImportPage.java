package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportLine;
import io.afterword.platform.fileimport.ImportShown;
import io.afterword.platform.http.SeeOther;
import io.afterword.platform.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Imports for people: bring a file, look at what it holds, take it. Needs no script. */
@Path("/people/import")
class ImportPage {
  private static final int SHOWN = 20;
  private static final int FAULTS_SHOWN = 100;

  private final Imports imports;
  private final ImportPageText text;

  ImportPage(Imports imports, @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.imports = imports;
    this.text = new ImportPageText(zone);
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "imports")
  static class Templates {
    static native TemplateInstance list(List<ImportLine> lines);

    static native TemplateInstance show(ImportShown page);
  }

  @GET
  @RolesAllowed("contacts:write")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list() {
    return imports
        .page(null, SHOWN)
        .map(found -> Templates.list(found.stream().map(text::line).toList()));
  }

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Blocking
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> upload(
      @RestForm @Nullable FileUpload file, @RestForm @Nullable String source) throws IOException {
    if (file == null || file.size() == 0) {
      throw Problem.of(DispatchProblem.BAD_CSV, "Choose a file with at least one line.");
    }
    String system = source == null || source.isBlank() ? "import" : source.strip();
    return imports
        .add(
            file.fileName(),
            new Wish(system, null, null, null),
            Files.readAllBytes(file.uploadedFile()),
            false)
        .map(made -> back(made.id()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed("contacts:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@PathParam("id") UUID id, @Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole("contacts:write");
    return imports
        .settled(id)
        .chain(
            file ->
                imports
                    .faults(id, FAULTS_SHOWN)
                    .map(faults -> Templates.show(ImportPageText.page(file, faults, mayChange))));
  }

  @POST
  @Path("{id}/read")
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> read(
      @PathParam("id") UUID id,
      @FormParam("encoding") @Nullable String encoding,
      @FormParam("separator") @Nullable String separator,
      @FormParam("column") @Nullable List<String> names,
      @FormParam("to") @Nullable List<String> targets) {
    return imports
        .read(id, new Wish("", empty(encoding), empty(separator), Column.ofForm(names, targets)))
        .map(file -> back(id));
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  @POST
  @Path("{id}/confirm")
  @RolesAllowed("contacts:write")
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> confirm(@PathParam("id") UUID id) {
    return imports.confirm(id).map(file -> back(id));
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed("contacts:write")
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> cancel(@PathParam("id") UUID id) {
    return imports.cancel(id).map(file -> back(id));
  }

  private static RestResponse<Void> back(UUID id) {
    return SeeOther.to("/people/import/" + id);
  }
}
