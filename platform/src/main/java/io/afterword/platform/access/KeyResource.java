package io.afterword.platform.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.CursorPage;
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
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API keys, at their home. A key is shown once, when it is made; only its hash is kept. */
@Path("/v1/access/keys")
@Tag(name = "Access", description = "API keys and users; they hold for all three services.")
@RolesAllowed("access:admin")
@IfBuildProperty(name = "afterword.access.home", stringValue = "true")
class KeyResource {
  private final AccessRegister register;
  private final Idempotency idempotency;
  private final Clock clock;

  KeyResource(AccessRegister register, Idempotency idempotency, Clock clock) {
    this.register = register;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  record CreateKeyRequest(
      @NotBlank @Size(max = 100) @Schema(examples = "Helpdesk") String name,
      @NotEmpty @Schema(examples = "[\"interactions:write\"]") Set<String> scopes,
      @Schema(examples = "2027-01-01T00:00:00Z") @Nullable Instant expiresAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Key",
      requiredProperties = {"id", "name", "scopes", "createdAt", "revoked"})
  record KeyView(
      UUID id,
      String name,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Schema(description = "The day, in UTC, on which survey-service last accepted it")
          @Nullable LocalDate lastUsedOn,
      boolean revoked) {
    static KeyView of(AccessKey key) {
      return new KeyView(
          key.id,
          key.name,
          Scopes.split(key.scopes),
          key.createdAt,
          key.expiresAt,
          key.lastUsedOn,
          key.revoked);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "CreatedKey",
      requiredProperties = {"id", "key", "name", "scopes", "createdAt"})
  record CreatedKeyView(
      UUID id,
      @Schema(description = "The key itself, shown this once") String key,
      String name,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt) {}

  @POST
  @Operation(
      operationId = "createKey",
      summary = "Make an API key",
      description =
          "The answer holds the key, which is shown this once: only its hash is kept, and for an"
              + " Idempotency-Key the answer, sealed, for 24 hours.")
  @APIResponse(
      responseCode = "201",
      description = "The new key",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CreatedKeyView.class)))
  public Uni<RestResponse<?>> create(
      @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull CreateKeyRequest request) {
    refuseUnknown(request.scopes());
    return idempotency.once(
        idempotencyKey, "createKey", request, session -> create(session, request));
  }

  private Uni<Created<CreatedKeyView>> create(Mutiny.Session session, CreateKeyRequest request) {
    Instant now = clock.instant();
    if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
      String detail = "expiresAt must be in the future, was %s.".formatted(request.expiresAt());
      throw Problem.of(CommonProblem.INVALID, detail).at("/expiresAt", "RANGE", detail);
    }
    KeyText text = KeyText.random();
    return register
        .add(
            session, AccessKey.of(text, request.name(), request.scopes(), request.expiresAt(), now))
        .map(key -> shownOnce(key, text));
  }

  private static Created<CreatedKeyView> shownOnce(AccessKey key, KeyText text) {
    return new Created<>(
        201,
        new CreatedKeyView(
            key.id, text.text(), key.name, Scopes.split(key.scopes), key.createdAt, key.expiresAt),
        Map.of("Location", "/v1/access/keys/" + key.id, "Cache-Control", "no-store"));
  }

  @GET
  @Operation(operationId = "listKeys", summary = "List the API keys, oldest first")
  public Uni<CursorPage<KeyView>> list(
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return Pages.of(
        cursor,
        limit,
        (after, size) -> register.list(AccessKey.class, after, size),
        key -> key.id,
        KeyView::of);
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getKey", summary = "Show an API key, without the key itself")
  public Uni<KeyView> get(@RestPath UUID id) {
    return register.key(id).map(KeyView::of);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke an API key",
      description = "Takes effect in all services within seconds. It stays in the list.")
  public Uni<Void> revoke(@RestPath UUID id) {
    return register.revokeKey(id);
  }

  private static void refuseUnknown(Set<String> scopes) {
    for (String scope : scopes) {
      if (!Scopes.isKnown(scope)) {
        String detail =
            "\"%s\" is no scope; there are %s."
                .formatted(scope, String.join(", ", Scopes.sorted()));
        throw Problem.of(CommonProblem.INVALID, detail).at("/scopes", "UNKNOWN_SCOPE", detail);
      }
    }
  }
}
