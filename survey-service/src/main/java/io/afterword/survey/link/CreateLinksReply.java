package io.afterword.survey.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.problem.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Links", description = "One link per invitation, in the order of the request.")
record CreateLinksReply(@Schema(required = true) List<LinkView> links) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Link",
      description =
          "The link of an invitation, with what the mail shows while it is OPEN; or the problem"
              + " why there is none.")
  record LinkView(
      @Schema(required = true) UUID invitationId,
      @Schema(
              description = "Address of the page.",
              examples = "https://survey.example/r/3q2-7wAbCdEfGhIjKlMnOQ")
          @Nullable String url,
      @Schema(required = true, description = "What the link is good for now.") LinkState state,
      @Schema(description = "Locale of subject, html and text.", examples = "en")
          @Nullable String locale,
      @Schema(description = "Version of the survey.", examples = "1") @Nullable Integer version,
      @Schema(description = "Subject of the mail.", examples = "How did we do?")
          @Nullable String subject,
      @Schema(description = "Question block for the HTML part: one link per rating, no script.")
          @Nullable String html,
      @Schema(description = "The same for the plain text part.") @Nullable String text,
      @Schema(description = "Why there is no link; other items are not affected.")
          @Nullable ItemProblem problem) {

    static LinkView refused(UUID invitationId, ProblemCode code, String detail) {
      return new LinkView(
          invitationId,
          null,
          LinkState.CLOSED,
          null,
          null,
          null,
          null,
          null,
          new ItemProblem(code.name(), detail));
    }
  }

  @Schema(name = "LinkProblem", description = "Why one invitation got no link.")
  record ItemProblem(
      @Schema(
              required = true,
              examples = "NOT_PUBLISHED",
              enumeration = {
                "UNKNOWN_SURVEY",
                "NOT_PUBLISHED",
                "SURVEY_ARCHIVED",
                "EXPIRED",
                "EXPIRY_TOO_FAR",
                "CONTEXT_TOO_LARGE",
                "UNSTORABLE_TEXT"
              })
          String code,
      @Schema(required = true, examples = "Publish the survey first.") String detail) {}
}
