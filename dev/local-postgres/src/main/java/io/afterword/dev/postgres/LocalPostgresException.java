package io.afterword.dev.postgres;

/** The server could not be started or reached; the message is one sentence fit for a person. */
public final class LocalPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalPostgresException(String sentence) {
    super(sentence);
  }

  LocalPostgresException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
