package io.afterword.dispatch.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.decision.Variant;
import io.afterword.dispatch.interaction.Interaction;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What travels with the invitation and its response, as it was when the interaction arrived: later
 * reassignment never moves a rating. No address and no phone number.
 *
 * @param contactName the display name; the only personal datum in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrozenContext(
    Origin interaction,
    Interaction.Kind kind,
    @Nullable String stage,
    @Nullable String channel,
    @Nullable String team,
    @Nullable Handler agent,
    TriggerType trigger,
    UUID policyId,
    UUID contactId,
    @Nullable String contactName,
    @Nullable Company company,
    Map<String, Object> facts) {
  /** The fact that names the side of a split. */
  private static final String VARIANT = "variant";

  /** Where it comes from. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Origin(
      String source, String id, String conversation, @Nullable URI url, Instant occurredAt) {}

  /** Who handled it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Handler(String id, @Nullable String name, @Nullable String role) {}

  /** Whom the contact belongs to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Company(@Nullable String id, @Nullable String name) {}

  /** Freezes the facts of an interaction for an invitation of this policy. */
  public static FrozenContext of(Interaction interaction, Policy policy, UUID contactId) {
    var agent = interaction.agent();
    var company = interaction.contact().company();
    return new FrozenContext(
        new Origin(
            interaction.key().source(),
            interaction.key().id(),
            interaction.conversation().id(),
            interaction.conversation().url(),
            interaction.occurredAt()),
        interaction.kind(),
        interaction.stage(),
        interaction.channel(),
        interaction.team(),
        agent == null ? null : new Handler(agent.id(), agent.name(), agent.role()),
        policy.terms().trigger().type(),
        policy.id(),
        contactId,
        interaction.contact().name(),
        company == null ? null : new Company(company.id(), company.name()),
        facts(interaction, policy.variantOf(contactId)));
  }

  /** The side of a split goes with the response as a fact. */
  private static Map<String, Object> facts(Interaction interaction, @Nullable Variant variant) {
    if (variant == null) {
      return interaction.facts();
    }
    var facts = new HashMap<>(interaction.facts());
    facts.put(VARIANT, variant.name());
    return facts;
  }
}
