package io.afterword.platform.time;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sets business time ahead, where {@code afterword.clock.adjustable} allows it: tests only. */
@Path(OwnPath.V1 + "/clock")
class ClockResource {
  /** Beyond this, dates stop being worth a test and start to break formats. */
  private static final Duration FURTHEST = Duration.ofDays(3_650);

  private final ServiceClock clock;
  private final ClockConfig config;

  ClockResource(ServiceClock clock, ClockConfig config) {
    this.clock = clock;
    this.config = config;
  }

  record ClockSetting(@NotNull Duration offset) {}

  record ClockView(@JsonFormat(shape = JsonFormat.Shape.STRING) Duration offset, Instant now) {}

  @PUT
  @RolesAllowed("access:admin")
  @Operation(hidden = true)
  public ClockView set(@Valid @NotNull ClockSetting setting) {
    if (!config.adjustable()) {
      throw Problem.of(CommonProblem.NOT_FOUND, "This service's clock cannot be set.");
    }
    Duration offset = setting.offset();
    if (offset.isNegative() || offset.compareTo(FURTHEST) > 0) {
      throw Problem.of(
              CommonProblem.INVALID, "offset must be PT0S to PT87600H, was " + offset + ".")
          .at("/offset", "OUT_OF_RANGE", "must be PT0S to PT87600H");
    }
    clock.setAhead(offset);
    return new ClockView(offset, clock.instant());
  }
}
