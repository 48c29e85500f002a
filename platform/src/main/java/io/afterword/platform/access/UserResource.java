package io.afterword.platform.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.platform.http.Idempotency;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** People who may sign in, at their home. */
@Path("/v1/access/users")
@Tag(name = "Access")
@RolesAllowed("access:admin")
@IfBuildProperty(name = "afterword.access.home", stringValue = "true")
class UserResource {
  private static final String NO_SPACES = "\\S(.*\\S)?";
  private static final int MIN_PASSWORD = 12;
  private static final int MAX_PASSWORD = 200;

  private final AccessRegister register;
  private final Idempotency idempotency;
  private final Passwords passwords;
  private final Clock clock;

  UserResource(AccessRegister register, Idempotency idempotency, Passwords passwords, Clock clock) {
    this.register = register;
    this.idempotency = idempotency;
    this.passwords = passwords;
    this.clock = clock;
  }

  record CreateUserRequest(
      @NotBlank
          @Size(max = 254)
          @Pattern(regexp = NO_SPACES, message = "must not begin or end with a space")
          @Schema(description = "What the person signs in with", examples = "ada@example.com")
          String subject,
      @NotBlank @Size(max = 100) @Schema(examples = "Ada Lovelace") String name,
      @NotEmpty @Schema(examples = "[\"editor\"]") Set<String> roles,
      @Size(max = 200) @Schema(description = "The id that interactions give the person as an agent")
          @Nullable String agentId,
      @Size(min = MIN_PASSWORD, max = MAX_PASSWORD) @Nullable String password) {

    /** Passwords stay out of logs. */
    @Override
    public String toString() {
      return "CreateUserRequest";
    }
  }

  record ChangeUserRequest(
      @Size(min = 1, max = 100) @Nullable String name,
      @Size(min = 1) @Nullable Set<String> roles,
      @Size(max = 200) @Schema(description = "An empty text takes it away")
          @Nullable String agentId,
      @Size(min = MIN_PASSWORD, max = MAX_PASSWORD)
          @Schema(description = "Ends all sessions of the user")
          @Nullable String password,
      @Nullable Boolean revoked) {

    @Override
    public String toString() {
      return "ChangeUserRequest";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "User",
      requiredProperties = {
        "id",
        "subject",
        "name",
        "roles",
        "hasPassword",
        "builtIn",
        "createdAt",
        "revoked"
      })
  record UserView(
      UUID id,
      String subject,
      String name,
      List<String> roles,
      @Nullable String agentId,
      boolean hasPassword,
      boolean builtIn,
      Instant createdAt,
      boolean revoked) {
    static UserView of(AccessUser user) {
      return new UserView(
          user.id,
          user.subject,
          user.name,
          Scopes.split(user.roles),
          user.agentId,
          user.passwordHash != null,
          user.builtIn,
          user.createdAt,
          user.revoked);
    }
  }

  @POST
  @Operation(operationId = "createUser", summary = "Let a person sign in")
  @APIResponse(
      responseCode = "201",
      description = "The new user",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UserView.class)))
  @APIResponse(responseCode = "409", description = "SUBJECT_TAKEN.")
  public Uni<RestResponse<?>> create(
      @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull CreateUserRequest request) {
    refuseUnknown(request.roles());
    return hash(request.password())
        .chain(
            hash ->
                idempotency.once(
                    idempotencyKey,
                    "createUser",
                    request,
                    session ->
                        register
                            .add(session, user(request, hash))
                            .map(
                                user ->
                                    Created.at(
                                        "/v1/access/users/" + user.id,
                                        user.revision,
                                        UserView.of(user)))));
  }

  @GET
  @Operation(operationId = "listUsers", summary = "List the users, oldest first")
  public Uni<CursorPage<UserView>> list(
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return Pages.of(
        cursor,
        limit,
        (after, size) -> register.list(AccessUser.class, after, size),
        user -> user.id,
        UserView::of);
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getUser", summary = "Show a user")
  public Uni<RestResponse<UserView>> get(@RestPath UUID id) {
    return register.user(id).map(UserResource::withTag);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeUser",
      summary = "Change a user",
      description = "What is left out stays as it is. Needs If-Match with the user's ETag.")
  public Uni<RestResponse<UserView>> change(
      @RestPath UUID id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Valid @NotNull ChangeUserRequest request) {
    if (request.roles() != null) {
      refuseUnknown(request.roles());
    }
    return hash(request.password())
        .chain(hash -> register.changeUser(id, ifMatch, user -> apply(request, hash, user)))
        .map(UserResource::withTag);
  }

  private AccessUser user(CreateUserRequest request, Optional<String> hash) {
    AccessUser user =
        AccessUser.of(request.subject(), request.name(), request.roles(), clock.instant());
    if (request.agentId() != null) {
      user.handlesAs(request.agentId());
    }
    hash.ifPresent(user::hasPassword);
    return user;
  }

  private void apply(ChangeUserRequest request, Optional<String> hash, AccessUser user) {
    Instant now = clock.instant();
    if (request.name() != null) {
      user.rename(request.name());
    }
    if (request.roles() != null) {
      user.giveRoles(request.roles());
    }
    if (request.agentId() != null) {
      user.handlesAs(request.agentId());
    }
    if (request.revoked() != null) {
      user.setRevoked(request.revoked(), now);
    }
    hash.ifPresent(made -> user.changePassword(made, now));
  }

  /** Before the transaction, which must not wait for a slow hash. */
  private Uni<Optional<String>> hash(@Nullable String password) {
    return password == null
        ? Uni.createFrom().item(Optional.empty())
        : passwords.hash(password).map(Optional::of);
  }

  private static RestResponse<UserView> withTag(AccessUser user) {
    return RestResponse.ResponseBuilder.ok(UserView.of(user))
        .header("ETag", ETags.of(user.revision))
        .build();
  }

  private static void refuseUnknown(Set<String> roles) {
    for (String role : roles) {
      if (Role.of(role).isEmpty()) {
        String detail =
            "\"%s\" is no role; there are %s.".formatted(role, String.join(", ", Role.labels()));
        throw Problem.of(CommonProblem.INVALID, detail).at("/roles", "UNKNOWN_ROLE", detail);
      }
    }
  }
}
