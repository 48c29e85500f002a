package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportLine;
import io.afterword.platform.http.SeeOther;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.responseimport.ImportPageText.Page;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.afterword.survey.survey.PublishedVersions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
@Path("/surveys/{survey}/import")
class ImportPage {
  private static final String READ = "responses:read";
  private static final String WRITE = "responses:write";
  private static final int SHOWN = 20;
  private static final int FAULTS_SHOWN = 100;

  private final Imports imports;
  private final PublishedVersions versions;
  private final Vertx vertx;
  private final ZoneId zone;

  ImportPage(
      Imports imports,
      PublishedVersions versions,
      Vertx vertx,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.imports = imports;
    this.versions = versions;
    this.vertx = vertx;
    this.zone = zone;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "imports")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(String survey, List<ImportLine> lines, boolean mayChange);

    static native TemplateInstance show(Page page);
  }

  @GET
  @RolesAllowed(READ)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @PathParam("survey") UUID survey, @Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole(WRITE);
    var text = new ImportPageText(zone);
    return imports
        .page(survey, null, SHOWN)
        .map(
            found ->
                Templates.list(
                    survey.toString(), found.stream().map(text::line).toList(), mayChange));
  }

  @POST
  @RolesAllowed(WRITE)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> upload(
      @PathParam("survey") UUID survey,
      @RestForm @Nullable FileUpload file,
      @RestForm @Nullable String source) {
    if (file == null || file.size() == 0) {
      throw Problem.of(SurveyProblem.BAD_CSV, "Choose a file with at least one line.");
    }
    String tool = source == null || source.isBlank() ? "import" : source.strip();
    var wish = new Wish(tool, null, null, null, zone.getId(), null, null, null);
    return content(file)
        .chain(content -> add(survey, file.fileName(), wish, content))
        .invoke(imports::begin)
        .map(made -> back(survey, made.id()));
  }

  private Uni<ResponseImport> add(UUID survey, String name, Wish wish, byte[] content) {
    return imports
        .make(survey, name, wish, false)
        .call(
            made ->
                Panache.withTransaction(
                    () ->
                        Panache.getSession()
                            .chain(session -> imports.add(session, made, content))));
  }

  private Uni<byte[]> content(FileUpload file) {
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .executeBlocking(() -> Files.readAllBytes(file.uploadedFile()))
                    .toCompletionStage());
  }

  @GET
  @Path("{id}")
  @RolesAllowed(READ)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@PathParam("id") UUID id, @Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole(WRITE);
    var text = new ImportPageText(zone);
    return imports
        .settled(id)
        .chain(
            file ->
                versions
                    .require(file.surveyId(), file.ofVersion())
                    .chain(
                        version ->
                            imports
                                .faults(id, FAULTS_SHOWN)
                                .map(
                                    faults ->
                                        Templates.show(
                                            text.page(
                                                file, version.definition(), faults, mayChange)))));
  }

  /** What the form about reading says; public, since generated code reads it. */
  public record ReadForm(
      @FormParam("layout") @Nullable String layout,
      @FormParam("encoding") @Nullable String encoding,
      @FormParam("separator") @Nullable String separator,
      @FormParam("zone") @Nullable String zone,
      @FormParam("dates") @Nullable String dates,
      @FormParam("locale") @Nullable String locale,
      @FormParam("column") @Nullable List<String> column,
      @FormParam("to") @Nullable List<String> to) {

    Wish wish() {
      String order = empty(dates);
      String tool = empty(layout);
      return new Wish(
          "",
          tool == null ? null : Layout.valueOf(tool),
          empty(encoding),
          empty(separator),
          empty(zone),
          order == null ? null : DateOrder.valueOf(order),
          empty(locale),
          Column.ofForm(column, to));
    }

    private static @Nullable String empty(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @POST
  @Path("{id}/read")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> read(@PathParam("id") UUID id, @BeanParam ReadForm form) {
    return imports.read(id, form.wish()).map(file -> back(file.surveyId(), id));
  }

  @POST
  @Path("{id}/confirm")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> confirm(@PathParam("id") UUID id) {
    return imports.confirm(id).map(file -> back(file.surveyId(), id));
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> cancel(@PathParam("id") UUID id) {
    return imports.cancel(id).map(file -> back(file.surveyId(), id));
  }

  private static RestResponse<Void> back(UUID survey, UUID id) {
    return SeeOther.to("/surveys/" + survey + "/import/" + id);
  }
}
