package io.afterword.dev.quickstart.suite;

/** The suite cannot run; the message is one sentence fit for the person who started it. */
public final class SuiteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SuiteException(String sentence) {
    super(sentence);
  }

  public SuiteException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
