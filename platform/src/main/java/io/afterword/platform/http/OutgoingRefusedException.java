package io.afterword.platform.http;

/** The request was not sent, or not to its end, by a rule of ours. Trying again changes nothing. */
public final class OutgoingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutgoingRefusedException(String why) {
    super(why);
  }
}
