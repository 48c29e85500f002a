package io.afterword.dev.quickstart.loop;

/** A step of the loop failed. */
public final class LoopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String step;
  private final String service;

  LoopException(String step, String service, String reason, Throwable cause) {
    super(reason, cause);
    this.step = step;
    this.service = service;
  }

  /** What was being tried. */
  public String step() {
    return step;
  }

  /** The short name of the service whose log may tell more. */
  public String service() {
    return service;
  }
}
