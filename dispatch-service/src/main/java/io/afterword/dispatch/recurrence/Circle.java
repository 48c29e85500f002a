package io.afterword.dispatch.recurrence;

import java.util.UUID;

/**
 * The order of turns of one policy: contacts' slots, begun at another point for each policy, so
 * that two policies with the same rhythm do not want everybody on the same day. Pure.
 *
 * @param rotation how far a slot is moved on to give its place
 */
record Circle(int rotation) {
  /** As many places as there are slots. */
  static final int SIZE = 1 << 28;

  private static final UUID NOBODY = new UUID(0, 0);

  static Circle of(UUID policy) {
    long mixed = policy.getLeastSignificantBits() * 0x9E3779B97F4A7C15L;
    return new Circle((int) (mixed >>> 36));
  }

  /** All turns before it are decided, and at its place those of contacts up to this one. */
  record Cursor(int place, UUID contact) {
    static Cursor at(int place) {
      return new Cursor(place, NOBODY);
    }
  }

  /**
   * A run of slots without a break, in which places grow with slots.
   *
   * @param low the first slot, of which only contacts after the cursor's are left
   * @param high the first slot behind it
   * @param after where the cursor stands when nothing of it is left
   */
  record Arc(int low, UUID contact, int high, Cursor after) {}

  int place(int slot) {
    return (slot + rotation) & (SIZE - 1);
  }

  /** The double from 0 to 1 that a cycle's plan knows. */
  static double share(int place) {
    return place / (double) SIZE;
  }

  /** The first place that does not come before that share of the circle. */
  static int placeAt(double share) {
    return (int) Math.min(SIZE, Math.ceil(share * SIZE));
  }

  /**
   * What comes after the cursor; the cursor must lie before the end.
   *
   * @param end the first place that is too late
   */
  Arc next(Cursor cursor, int end) {
    boolean wrapped = cursor.place() >= rotation;
    int stop = wrapped ? end : Math.min(end, rotation);
    int shift = wrapped ? -rotation : SIZE - rotation;
    return new Arc(cursor.place() + shift, cursor.contact(), stop + shift, Cursor.at(stop));
  }
}
