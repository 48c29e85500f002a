package io.afterword.dispatch.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.FilterSentence;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Rhythm;
import io.afterword.dispatch.decision.SendWindow;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.decision.Variant;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
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
      "sentence",
      "coolDowns",
      "expiresAfter",
      "maxAge",
      "sampleRate",
      "priority",
      "reminders",
      "split",
      "warnings",
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
    @Schema(
            description = "The whole policy as a sentence.",
            examples =
                "1 day after each interaction where kind is SUPPORT, at most once in 30 days per"
                    + " person, Monday to Friday 09:00 to 18:00 in their zone.")
        String sentence,
    GapsView coolDowns,
    @Schema(format = "duration", examples = "P14D", description = "From the first send.")
        Duration expiresAfter,
    @Schema(
            format = "duration",
            examples = "P7D",
            description = "Older interactions are not asked about.")
        Duration maxAge,
    @Schema(
            description = "The share of contacts that it asks, always the same ones.",
            examples = "0.25")
        BigDecimal sampleRate,
    @Schema(description = "How many it asks for one day of the workspace at most.")
        @Nullable Integer dailyCap,
    @Schema(description = "When two policies want the same contact, the higher goes first.")
        int priority,
    @Schema(
            description =
                "Whose interactions it asks about; when absent CUSTOMER for CES and ANYBODY else.")
        PolicyTerms.@Nullable Initiators initiatedBy,
    @Schema(description = "When it may send, in the contact's zone; any time when absent.")
        @Nullable WindowView window,
    @Schema(
            description = "When somebody who has not answered is reminded, from the first mail.",
            examples = "[\"P3D\"]")
        List<Duration> reminders,
    @Schema(
            description =
                "Contacts are spread evenly over these variants, each always in the same one; the"
                    + " fact variant goes with the response.")
        List<VariantView> split,
    @Schema(description = "What may surprise; told when the policy is made or changed.")
        List<PolicyWarning> warnings,
    Instant createdAt,
    Instant updatedAt) {

  @Schema(
      name = "PolicyWindow",
      description = "Weekdays and a part of the day.",
      requiredProperties = {"days", "from", "to"})
  record WindowView(
      List<DayOfWeek> days,
      @Schema(examples = "09:00") String from,
      @Schema(
              description = "The first minute after it; 24:00 is the end of the day.",
              examples = "18:00")
          String to) {

    static @Nullable WindowView of(@Nullable SendWindow window) {
      return window == null
          ? null
          : new WindowView(
              window.days().stream().sorted().toList(),
              TermReader.said(window.from(), false),
              TermReader.said(window.to(), true));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "PolicyTrigger",
      description = "When a policy fires.",
      requiredProperties = {"type"})
  record TriggerView(
      TriggerType type,
      @Schema(description = "Only for EVERY_N: fires on each n-th interaction.")
          @Nullable Integer n,
      @Schema(
              format = "duration",
              description =
                  "Only for EVERY_N: it also fires when this much time has passed since the contact's"
                      + " last interaction and at least one was counted.")
          @Nullable Duration orAfterQuiet,
      @Schema(
              description = "Only for RECURRING: the length of a cycle, an ISO-8601 period.",
              examples = "P3M")
          @Nullable String every,
      @Schema(description = "Only for RECURRING: the day from which cycles are counted.")
          @Nullable LocalDate start,
      @Schema(
              description = "Only for RECURRING: the days of the year on which a cycle begins.",
              examples = "[\"01-15\"]")
          @Nullable List<String> on,
      @Schema(
              description =
                  "Only for RECURRING: over how much of the cycle the asking is spread; all of it"
                      + " when absent.",
              examples = "P1M")
          @Nullable String spread,
      @Schema(description = "Only for CHAIN: the policy whose question it follows.")
          @Nullable UUID follows,
      @Schema(description = "Only for CHAIN: what of that policy counts.") @Nullable ChainStep step,
      @Schema(
              format = "duration",
              description = "Only for CHAIN: how long after it.",
              examples = "PT1440H")
          @Nullable Duration after) {

    static TriggerView of(Trigger trigger) {
      Integer n = null;
      Duration quiet = null;
      if (trigger instanceof Trigger.EveryN everyN) {
        n = everyN.n();
        quiet = everyN.orAfterQuiet();
      }
      Period spread = trigger instanceof Trigger.Recurring recurring ? recurring.spread() : null;
      Rhythm rhythm = trigger instanceof Trigger.Recurring recurring ? recurring.rhythm() : null;
      Rhythm.Every every = rhythm instanceof Rhythm.Every found ? found : null;
      Rhythm.On on = rhythm instanceof Rhythm.On found ? found : null;
      Trigger.Chain chain = trigger instanceof Trigger.Chain found ? found : null;
      return new TriggerView(
          trigger.type(),
          n,
          quiet,
          every == null ? null : every.every().toString(),
          every == null ? null : every.start(),
          on == null ? null : on.days().stream().map(TermReader::said).toList(),
          spread == null ? null : spread.toString(),
          chain == null ? null : chain.follows(),
          chain == null ? null : chain.step(),
          chain == null ? null : chain.after());
    }
  }

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

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "PolicyVariant",
      description = "One side of a split: what it does otherwise.",
      requiredProperties = {"name"})
  record VariantView(
      @Schema(examples = "B") String name,
      @Schema(description = "Of the mail, instead of the survey's own.") @Nullable String subject,
      @Schema(format = "duration") @Nullable Duration delay,
      @Nullable WindowView window) {

    static VariantView of(Variant variant) {
      return new VariantView(
          variant.name(), variant.subject(), variant.delay(), WindowView.of(variant.window()));
    }
  }

  PolicyView with(List<PolicyWarning> told) {
    return new PolicyView(
        id,
        name,
        surveyId,
        enabled,
        trigger,
        delay,
        filter,
        filterSentence,
        sentence,
        coolDowns,
        expiresAfter,
        maxAge,
        sampleRate,
        dailyCap,
        priority,
        initiatedBy,
        window,
        reminders,
        split,
        told,
        createdAt,
        updatedAt);
  }

  static PolicyView of(StoredPolicy stored, Duration floor) {
    PolicyDocument document = PolicyDocument.read(stored.definition);
    PolicyTerms terms = document.terms();
    PolicyTerms.Gaps gaps = terms.coolDowns();
    return new PolicyView(
        stored.id,
        terms.name(),
        terms.surveyId(),
        stored.enabled,
        TriggerView.of(terms.trigger()),
        terms.delay(),
        document.filter(),
        FilterSentence.of(terms.filter()),
        PolicySentence.of(terms),
        new GapsView(floor, gaps.acrossAll(), gaps.perMetric(), gaps.perSurvey()),
        terms.expiresAfter(),
        terms.maxAge(),
        terms.limits().sampleRate(),
        terms.limits().dailyCap(),
        terms.limits().priority(),
        terms.limits().initiators(),
        WindowView.of(terms.sending().window()),
        terms.sending().reminders(),
        terms.sending().split().stream().map(VariantView::of).toList(),
        List.of(),
        stored.createdAt,
        stored.updatedAt);
  }
}
