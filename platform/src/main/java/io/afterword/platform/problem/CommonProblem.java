package io.afterword.platform.problem;

/** The reasons for a refusal that every service may give. */
public enum CommonProblem implements ProblemCode {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  UNKNOWN_FIELD(400, "The body has a field that is not known here"),
  WRONG_TYPE(400, "A value has the wrong type"),
  INVALID(422, "The request breaks a rule"),
  INVALID_CURSOR(400, "The cursor was not given out by this list"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This address does not answer that method"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in an accepted media type"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not read here"),
  TOO_LARGE(413, "The body is too large"),
  NO_CREDENTIALS(401, "Credentials are missing"),
  UNKNOWN_CREDENTIALS(401, "The credentials are not known"),
  WRONG_SCOPE(403, "The credentials do not allow this"),
  WRONG_CSRF_TOKEN(403, "The form's token is missing or has expired"),
  IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used with another request"),
  VERSION_REQUIRED(428, "The If-Match header is missing"),
  STALE_VERSION(412, "It was changed meanwhile"),
  BUSY(503, "Too busy right now"),
  INTERNAL(500, "Something went wrong on our side");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
