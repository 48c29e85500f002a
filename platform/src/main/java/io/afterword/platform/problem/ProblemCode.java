package io.afterword.platform.problem;

/**
 * One entry of a closed, documented list of reasons for a refusal. Each service has its own enum;
 * what all of them share is {@link CommonProblem}. The {@link #name()} is the stable {@code code}
 * of the answer: clients branch on it, so it is never renamed.
 */
public interface ProblemCode {

  /** The stable code, for example {@code STALE_VERSION}. */
  String name();

  /** The HTTP status of the answer, 400 to 599. */
  int status();

  /** A short title in plain English, the same for every occurrence. */
  String title();
}
