package io.afterword.scoring.dashboard;

import io.afterword.scoring.annotation.AnnotationRequest;
import io.afterword.scoring.annotation.AnnotationService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The page's form for noting a change; another address leads to the same notes. */
@Path("/scores/changes")
class ChangeForm {
  private final AnnotationService annotations;

  ChangeForm(AnnotationService annotations) {
    this.annotations = annotations;
  }

  @POST
  @RolesAllowed("scores:write")
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> note(
      @RestForm @NotNull LocalDate day,
      @RestForm @NotBlank @Size(max = 120) String title,
      @RestForm @Nullable UUID survey,
      @RestForm @Nullable String query) {
    return annotations
        .create(null, new AnnotationRequest(day, title, null, survey, null))
        .map(made -> Back.to(query, "changes"));
  }
}
