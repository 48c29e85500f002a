package io.afterword.platform.feed;

/** A subscriber did not take a batch. The message is shown in the status. */
final class NotTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotTakenException(String message) {
    super(message);
  }
}
