package io.afterword.platform.feed;

/**
 * What arrived can be read but breaks a rule; such an event is parked. The message names rule and
 * place for the one who repairs it, and no value: it stands in the status and the log.
 */
public class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedEventException(String rule) {
    super(rule);
  }
}
