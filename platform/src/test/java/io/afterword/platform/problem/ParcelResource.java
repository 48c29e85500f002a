package io.afterword.platform.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.http.WithoutCsrf;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Something to send wrong requests to. */
@Path("/parcels")
@PermitAll
@WithoutCsrf("a test's resource")
class ParcelResource {

  record Contact(@Email @Nullable String email) {}

  record Item(
      @NotBlank String name, @Min(1) @Max(5) int rating, @Valid @Nullable Contact contact) {}

  enum Speed {
    SLOW,
    FAST
  }

  record Parcel(
      @NotEmpty List<@Valid Item> items,
      @Nullable Instant dueAt,
      @Nullable Speed speed,
      @Nullable Weight weight,
      @Nullable JsonNode facts) {}

  record Weight(int grams) {
    Weight {
      if (grams < 1) {
        throw new IllegalArgumentException("grams must be at least 1, was " + grams);
      }
    }
  }

  enum ParcelProblem implements ProblemCode {
    LOST;

    @Override
    public int status() {
      return 410;
    }

    @Override
    public String title() {
      return "The parcel is lost";
    }
  }

  @POST
  public Parcel send(@Valid @NotNull Parcel parcel) {
    return parcel;
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<String> get(@RestPath UUID id) {
    return Uni.createFrom()
        .failure(
            () ->
                Problem.of(ParcelProblem.LOST, "Nobody knows where it is; send another.")
                    .at("/items/0", "LOST", "this one")
                    .with("since", "yesterday")
                    .header("Retry-After", "60"));
  }

  @GET
  public String list(@RestQuery @Nullable Integer limit, @RestQuery @Min(1) int offset) {
    return "none";
  }

  @GET
  @Path("/broken")
  public String broken() {
    throw new IllegalStateException("the secret inside");
  }
}
