package io.afterword.dispatch.mail;

/** A header value would have ended its line; such a mail is not sent. */
public final class HeaderInjectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HeaderInjectionException() {
    super("a mail header must not contain a line break or NUL");
  }
}
