package io.afterword.platform.feed;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.OutgoingHttp;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Customers' own receivers, in a service that lets them have its events. */
@Path(OwnPath.V1 + "/webhooks")
@Tag(name = "Webhooks", description = "Events for receivers that people register.")
@RolesAllowed("webhooks:admin")
@IfBuildProperty(name = "afterword.webhooks", stringValue = "true")
class WebhookResource {

  private final Webhooks webhooks;
  private final OutgoingHttp http;
  private final Set<String> types;

  WebhookResource(Webhooks webhooks, OutgoingHttp http, WebhookConfig config) {
    this.webhooks = webhooks;
    this.http = http;
    this.types = new TreeSet<>(config.types().orElse(List.of()));
  }

  @Schema(name = "CreateWebhook", description = "Where events are to be sent.")
  record CreateRequest(
      @NotBlank @Size(max = 100) @Schema(required = true, examples = "Data warehouse") String name,
      @NotBlank
          @Size(max = 500)
          @Schema(
              required = true,
              description = "Begins with https and leads to the public internet.",
              examples = "https://warehouse.example/afterword")
          String url,
      @NotEmpty @Schema(required = true, examples = "[\"response.changed\"]")
          Set<@NotBlank String> types) {}

  @Schema(name = "ReplayWebhook", description = "What is to be sent again.")
  record ReplayRequest(
      @NotNull @Schema(required = true, examples = "2026-11-21T00:00:00Z") Instant from) {}

  @POST
  @ResponseStatus(201)
  @Operation(
      operationId = "createWebhook",
      summary = "Register a receiver for events",
      description =
          "It gets what happens from now on: signed as Standard Webhooks say, CloudEvents in a JSON"
              + " batch, at least once, in order for each subject. A batch is taken with any 2xx;"
              + " otherwise it is tried again, for five days. The answer holds the signing secret,"
              + " which is not shown again.")
  @APIResponse(responseCode = "201", description = "The webhook with its secret.")
  @APIResponse(
      responseCode = "422",
      description = "INVALID: an address that is refused, or a type that there is not.")
  public Uni<WebhookView> create(@Valid @NotNull CreateRequest request) {
    refuse(request);
    return webhooks.create(request.name().strip(), request.url(), request.types());
  }

  @GET
  @Operation(
      operationId = "listWebhooks",
      summary = "List the receivers",
      description = "Each with how it is doing.")
  @APIResponse(responseCode = "200", description = "All of them, oldest first.")
  public Uni<CursorPage<WebhookView>> list() {
    return webhooks.list().map(all -> new CursorPage<>(all, null));
  }

  @DELETE
  @Path("/{id}")
  @Operation(operationId = "removeWebhook", summary = "Send nothing more to a receiver")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such webhook.")
  public Uni<Void> remove(@RestPath UUID id) {
    return webhooks.remove(id);
  }

  @POST
  @Path("/{id}/rotate")
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Make a new signing secret",
      description =
          "For 24 hours messages carry a signature with the new one and one with the old.")
  @APIResponse(responseCode = "200", description = "The webhook with its new secret.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such webhook.")
  public Uni<WebhookView> rotate(@RestPath UUID id) {
    return webhooks.rotate(id);
  }

  @POST
  @Path("/{id}/replay")
  @Operation(
      operationId = "replayWebhook",
      summary = "Send events again",
      description =
          "Everything written then or later that is still kept (30 days), with the same event ids"
              + " and revisions; also starts a paused receiver again.")
  @APIResponse(responseCode = "204", description = "They are being sent.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such webhook.")
  public Uni<Void> replay(@RestPath UUID id, @Valid @NotNull ReplayRequest request) {
    return webhooks.replay(id, request.from());
  }

  @GET
  @Path("/{id}/deliveries")
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "What was sent to a receiver and how it was taken, newest first",
      description = "A line per request, for 30 days.")
  @APIResponse(responseCode = "200", description = "A page of them.")
  public Uni<CursorPage<WebhookDeliveryView>> deliveries(
      @RestPath UUID id,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
    long before = cursor == null ? Long.MAX_VALUE : number(cursor);
    return webhooks.deliveries(id, before, limit + 1).map(rows -> page(rows, limit));
  }

  private void refuse(CreateRequest request) {
    for (String type : request.types()) {
      if (!types.contains(type)) {
        throw Problem.of(
                CommonProblem.INVALID, "Use some of %s.".formatted(String.join(", ", types)))
            .at("/types", "INVALID", "There are no events of type " + type + ".");
      }
    }
    try {
      http.refuse(new URI(request.url()))
          .ifPresent(
              why -> {
                throw Problem.of(CommonProblem.INVALID, why).at("/url", "INVALID", why);
              });
    } catch (URISyntaxException e) {
      throw Problem.of(CommonProblem.INVALID, "The address is none.")
          .at("/url", "INVALID", "Write a whole address.");
    }
  }

  private static long number(String cursor) {
    try {
      return Long.parseLong(Cursor.decode(cursor, 1).get(0));
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }

  private static CursorPage<WebhookDeliveryView> page(List<Row> rows, int limit) {
    boolean more = rows.size() > limit;
    List<Row> shown = more ? rows.subList(0, limit) : rows;
    return new CursorPage<>(
        shown.stream().map(WebhookResource::view).toList(),
        more ? Cursor.encode(String.valueOf(shown.get(limit - 1).getLong("id"))) : null);
  }

  private static WebhookDeliveryView view(Row row) {
    return new WebhookDeliveryView(
        row.getOffsetDateTime("at").toInstant(),
        row.getUUID("message_id"),
        row.getInteger("events"),
        WebhookDeliveryView.Outcome.valueOf(row.getString("outcome")),
        row.getInteger("status"),
        row.getString("detail"),
        row.getInteger("millis"));
  }
}
