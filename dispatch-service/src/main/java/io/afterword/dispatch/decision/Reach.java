package io.afterword.dispatch.decision;

import io.afterword.dispatch.survey.Metric;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mail may be sent to a contact.
 *
 * @param obstacle what stands in the way of every survey; null for nothing
 * @param refused kinds of survey that the contact does not want
 */
public record Reach(@Nullable SkipReason obstacle, Set<Metric> refused) {
  public static final Reach MAIL = new Reach(null, Set.of());
  public static final Reach NO_ADDRESS = new Reach(SkipReason.NO_ADDRESS, Set.of());
  public static final Reach BAD_ADDRESS = new Reach(SkipReason.BAD_ADDRESS, Set.of());
  public static final Reach OPTED_OUT = new Reach(SkipReason.OPTED_OUT, Set.of());

  public Reach {
    refused = Set.copyOf(refused);
  }

  /**
   * All that is known of a contact's wishes and address.
   *
   * @param suppressed why nobody writes to the address, if so
   */
  public record Facts(
      boolean optedOut,
      boolean hasAddress,
      @Nullable Suppression suppressed,
      @Nullable Consent consent,
      Set<Metric> refused) {}

  /**
   * @param consentRequired whether only those are asked of whom a consent or another basis is known
   */
  public static Reach of(Facts facts, boolean consentRequired) {
    return new Reach(
        obstacle(facts, consentRequired),
        facts.refused().isEmpty() ? Set.of() : EnumSet.copyOf(facts.refused()));
  }

  /** Their own wish is told first: it is what they would want to hear as the reason. */
  private static @Nullable SkipReason obstacle(Facts facts, boolean consentRequired) {
    Suppression suppressed = facts.suppressed();
    if (facts.optedOut() || suppressed == Suppression.OPTED_OUT) {
      return SkipReason.OPTED_OUT;
    }
    if (suppressed != null && suppressed != Suppression.BAD_ADDRESS) {
      return SkipReason.SUPPRESSED;
    }
    boolean consents = facts.consent() == null ? !consentRequired : facts.consent().allowsAsking();
    if (!consents) {
      return SkipReason.NO_CONSENT;
    }
    if (!facts.hasAddress()) {
      return SkipReason.NO_ADDRESS;
    }
    return suppressed == null ? null : SkipReason.BAD_ADDRESS;
  }

  /** Whether it stands in the way of mails only. */
  static boolean isAboutTheAddress(SkipReason reason) {
    return reason == SkipReason.NO_ADDRESS || reason == SkipReason.BAD_ADDRESS;
  }

  /** Why no survey of that kind may be sent; a wish before a fact about the address. */
  public Optional<SkipReason> against(@Nullable Metric metric) {
    if (obstacle != null && !isAboutTheAddress(obstacle)) {
      return Optional.of(obstacle);
    }
    return metric != null && refused.contains(metric)
        ? Optional.of(SkipReason.OPTED_OUT_OF_KIND)
        : Optional.ofNullable(obstacle);
  }
}
