package io.afterword.dispatch.smtp;

/** What became of handing a mail to the relay. */
public sealed interface Verdict {

  /** The relay took it. */
  record Accepted() implements Verdict {}

  /** Refused for now: try again by the schedule. */
  record Later(Reply reply) implements Verdict {}

  /** Refused for now, and the relay wants a pause for everybody. */
  record LaterAndPause(Reply reply) implements Verdict {}

  /**
   * Refused for good.
   *
   * @param badAddress whether nobody should write to that address again
   */
  record Never(Reply reply, boolean badAddress) implements Verdict {}

  /** Certainly not sent, and not this mail's fault: the relay is down or does not let us in. */
  record RelayDown(String reason) implements Verdict {}

  /** The connection broke at a moment that nobody knows: it may have been sent. */
  record Unknown(String reason) implements Verdict {}
}
