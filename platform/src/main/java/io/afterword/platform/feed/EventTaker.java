package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The other end of a subscription. */
interface EventTaker {

  /**
   * Offers events, from the head.
   *
   * @return how many were taken; fails if none was, or if nobody knows
   */
  Uni<Integer> take(List<Outgoing> events);
}
