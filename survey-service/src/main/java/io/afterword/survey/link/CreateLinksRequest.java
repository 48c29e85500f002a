package io.afterword.survey.link;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "CreateLinks", description = "Invitations that need their links.")
record CreateLinksRequest(
    @NotNull
        @Schema(
            required = true,
            minItems = 1,
            maxItems = CreateLinksRequest.MOST,
            description = "1 to 500 invitations.")
        List<@NotNull @Valid Invitation> invitations) {

  /** As many as one call renders well within a second. */
  static final int MOST = 500;

  @Schema(name = "InvitationToLink", description = "One contact who is to be asked once.")
  record Invitation(
      @NotNull
          @Schema(
              required = true,
              description = "Makes asking for the link repeatable: one invitation has one link.",
              examples = "01937a60-11f2-7a40-8f7e-2b9d4c5e6f70")
          UUID invitationId,
      @NotNull @Schema(required = true, examples = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
          UUID surveyId,
      @Valid @Schema(description = "Whom the mail goes to.") @Nullable Contact contact,
      @Schema(
              type = SchemaType.OBJECT,
              implementation = Object.class,
              description =
                  "Frozen when the invitation was made; travels with the response, is not read"
                      + " here. At most 16 kB.")
          @Nullable JsonNode context,
      @NotNull
          @Schema(
              required = true,
              description = "From this moment on no answer is taken.",
              examples = "2026-12-05T09:30:00Z")
          Instant expiresAt) {}

  @Schema(name = "ContactToAsk", description = "No more of a contact than the wording needs.")
  record Contact(
      @Schema(examples = "Mia Berg") @Nullable String name,
      @Schema(description = "BCP 47; the survey's default locale when absent.", examples = "nb")
          @Nullable String locale,
      @Schema(
              description =
                  "What follows the @ of the address, for the meter of machines; nothing else of"
                      + " the address is wanted.",
              examples = "example.org")
          @Nullable String domain) {}
}
