package io.afterword.scoring.intake;

/** A response that cannot be counted as it is; the message says why, for the one who repairs it. */
final class RefusedResponseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  RefusedResponseException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
