package io.afterword.scoring.dashboard;

import io.afterword.scoring.goal.GoalRequest;
import io.afterword.scoring.goal.GoalService;
import io.afterword.scoring.metric.Metric;
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

/** The page's form for setting a goal; another address leads to the same goals. */
@Path("/scores/goals")
class GoalForm {
  private final GoalService goals;

  GoalForm(GoalService goals) {
    this.goals = goals;
  }

  @POST
  @RolesAllowed("scores:write")
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> set(
      @RestForm @NotBlank @Size(max = 120) String name,
      @RestForm @NotNull Metric metric,
      @RestForm @NotNull Double target,
      @RestForm @NotNull LocalDate by,
      @RestForm @Nullable UUID survey,
      @RestForm @Nullable String query) {
    return goals
        .create(null, new GoalRequest(name, metric, survey, null, target, by, null))
        .map(made -> Back.to(query, "goals"));
  }
}
