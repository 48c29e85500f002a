package io.afterword.scoring.intake;

import io.afterword.platform.feed.RefusedEventException;

/** A response that cannot be counted as it is. */
final class RefusedResponseException extends RefusedEventException {
  private static final long serialVersionUID = 1;

  private final String reason;

  RefusedResponseException(String rule) {
    super(rule);
    this.reason = rule;
  }

  RefusedResponseException(String rule, Object was) {
    super(rule);
    this.reason = rule + ", was " + was;
  }

  /** The rule with the value that broke it, for where the response itself is kept too. */
  String reason() {
    return reason;
  }
}
