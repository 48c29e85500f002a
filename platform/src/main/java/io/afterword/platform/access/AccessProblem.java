package io.afterword.platform.access;

import io.afterword.platform.problem.ProblemCode;

/** The reasons for a refusal that only the home of access gives. */
enum AccessProblem implements ProblemCode {
  SUBJECT_TAKEN(409, "Somebody signs in with that already"),
  BUILT_IN_ADMINISTRATOR(409, "The built-in administrator stays"),
  WRONG_PASSWORD(401, "Name and password do not fit"),
  TOO_MANY_TRIES(429, "Too many tries to sign in");

  private final int status;
  private final String title;

  AccessProblem(int status, String title) {
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
