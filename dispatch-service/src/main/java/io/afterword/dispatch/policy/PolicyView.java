package io.afterword.dispatch.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.decision.FilterSentence;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.TriggerType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Policy",
    description = "Who is asked which survey, and when.",
    requiredProperties = {
      "id",
      "name",
      "surveyId",
      "enabled",
      "trigger",
      "delay",
      "filterSentence",
      "coolDowns",
      "expiresAfter",
      "maxAge",
      "createdAt",
      "updatedAt"
    })
record PolicyView(
    UUID id,
    @Schema(examples = "After each support conversation") String name,
    UUID surveyId,
    @Schema(description = "Whether it decides about new interactions.") boolean enabled,
    TriggerView trigger,
    @Schema(
            format = "duration",
            examples = "PT24H",
            description = "From the interaction to the mail.")
        Duration delay,
    @Schema(ref = "#/components/schemas/Filter") @Nullable JsonNode filter,
    @Schema(description = "The filter as a sentence.", examples = "channel is EMAIL")
        String filterSentence,
    GapsView coolDowns,
    @Schema(format = "duration", examples = "P14D", description = "From the first send.")
        Duration expiresAfter,
    @Schema(
            format = "duration",
            examples = "P7D",
            description = "Older interactions are not asked about.")
        Duration maxAge,
    Instant createdAt,
    Instant updatedAt) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "PolicyTrigger",
      description = "When a policy fires.",
      requiredProperties = {"type"})
  record TriggerView(
      TriggerType type,
      @Schema(description = "Only for EVERY_N: fires on each n-th interaction.")
          @Nullable Integer n) {}

  @Schema(
      name = "PolicyCoolDowns",
      description = "Gaps to other invitations of the same contact, as ISO-8601 durations.",
      requiredProperties = {"floor", "acrossAll", "perMetric", "perSurvey"})
  record GapsView(
      @Schema(
              format = "duration",
              description = "The workspace's own, between any two invitations.")
          Duration floor,
      @Schema(format = "duration") Duration acrossAll,
      @Schema(format = "duration") Duration perMetric,
      @Schema(format = "duration") Duration perSurvey) {}

  static PolicyView of(StoredPolicy stored, Duration floor) {
    PolicyDocument document = PolicyDocument.read(stored.definition);
    PolicyTerms terms = document.terms();
    PolicyTerms.Gaps gaps = terms.coolDowns();
    return new PolicyView(
        stored.id,
        terms.name(),
        terms.surveyId(),
        stored.enabled,
        new TriggerView(
            terms.trigger().type(),
            terms.trigger() instanceof Trigger.EveryN everyN ? everyN.n() : null),
        terms.delay(),
        document.filter(),
        FilterSentence.of(terms.filter()),
        new GapsView(floor, gaps.acrossAll(), gaps.perMetric(), gaps.perSurvey()),
        terms.expiresAfter(),
        terms.maxAge(),
        stored.createdAt,
        stored.updatedAt);
  }
}
