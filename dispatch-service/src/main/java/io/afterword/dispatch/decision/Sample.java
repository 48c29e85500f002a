package io.afterword.dispatch.decision;

import java.math.BigDecimal;
import java.util.UUID;

/** Who is in a policy's sample: by contact, so that the same people are in it every time. */
public final class Sample {
  private Sample() {}

  /**
   * A number from 0 (inclusive) to 1 (exclusive), evenly spread over contacts and different for
   * each policy: whoever is in one policy's sample is no more likely to be in another's.
   */
  public static double draw(UUID policy, UUID contact) {
    long mixed =
        mix(
            mix(contact.getMostSignificantBits())
                ^ mix(contact.getLeastSignificantBits() + 1)
                ^ mix(policy.getMostSignificantBits() + 2)
                ^ mix(policy.getLeastSignificantBits() + 3));
    // The 53 bits that a double holds exactly.
    return (mixed >>> 11) * 0x1.0p-53;
  }

  /** Another one, so that a split cuts through a sample. */
  static double drawOfSplit(UUID policy, UUID contact) {
    return draw(
        new UUID(policy.getLeastSignificantBits(), policy.getMostSignificantBits()), contact);
  }

  static boolean contains(BigDecimal rate, UUID policy, UUID contact) {
    return draw(policy, contact) < rate.doubleValue();
  }

  /** The finaliser of SplitMix64: each bit of the input changes half of the output's. */
  private static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
