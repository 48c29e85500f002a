package io.afterword.scoring.drilldown;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One answer that is in a figure. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "responseId",
      "surveyId",
      "question",
      "rating",
      "day",
      "hourOfWeek",
      "firstAnsweredAt",
      "segments",
      "facts"
    })
public record CountedAnswer(
    UUID responseId,
    UUID surveyId,
    @Schema(examples = "q1") String question,
    @Schema(examples = "2") int rating,
    @Schema(description = "The local day it counts on") LocalDate day,
    @Schema(description = "Of the interaction; Monday 0:00 is 0", examples = "33") int hourOfWeek,
    Instant firstAnsweredAt,
    @Schema(
            description = "Members by segment; what was not given is left out",
            examples = "{\"channel\":\"EMAIL\",\"agent\":\"ada@example.org\"}")
        Map<String, String> segments,
    @Schema(
            description = "The numbers of the interaction that are known",
            examples = "{\"firstResponseSeconds\":900}")
        Map<String, Integer> facts,
    @Schema(examples = "Quick and friendly.") @Nullable String comment,
    @Nullable UUID invitationId,
    @Nullable Conversation conversation,
    @Nullable Person contact) {

  /** The ticket, order or visit that was rated. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "RatedConversation",
      requiredProperties = {"id"})
  public record Conversation(
      @Schema(examples = "helpdesk") @Nullable String source,
      @Schema(examples = "4711") String id,
      @Schema(examples = "https://helpdesk.example.com/tickets/4711") @Nullable String url) {}

  /** Who answered, where that is known. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "AnsweringContact",
      requiredProperties = {"id"})
  public record Person(
      String id,
      @Schema(examples = "Ada Lovelace") @Nullable String name,
      @Schema(examples = "Analytical Engines") @Nullable String company) {}
}
