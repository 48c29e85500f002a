package io.afterword.platform.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A registered address and how it is doing; public, since generated code reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Webhook",
    requiredProperties = {"id", "name", "url", "types", "state", "failures", "createdAt"})
public record WebhookView(
    UUID id,
    @Schema(examples = "Data warehouse") String name,
    @Schema(examples = "https://warehouse.example/afterword") String url,
    @Schema(examples = "[\"response.changed\"]") List<String> types,
    SubscriptionView.State state,
    @Schema(description = "Requests refused since the last one was taken.", examples = "0")
        int failures,
    @Nullable String lastError,
    @Nullable Instant deliveredAt,
    Instant createdAt,
    @Schema(description = "The signing secret; shown once, when it is made.")
        @Nullable String secret,
    @Schema(description = "Until then messages carry a second signature, with the old secret.")
        @Nullable Instant previousSecretUntil) {

  WebhookView with(String shown, @Nullable Instant previousUntil) {
    return new WebhookView(
        id,
        name,
        url,
        types,
        state,
        failures,
        lastError,
        deliveredAt,
        createdAt,
        shown,
        previousUntil);
  }
}
