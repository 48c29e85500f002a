package io.afterword.scoring.selection;

/** Who is going to see the numbers. */
public enum Audience {
  /** People who may see single answers anyway. */
  ANALYSTS,
  /**
   * Colleagues of those who were rated, or of those who rated: groups below the workspace's minimum
   * are hidden, and so many others that subtraction does not reveal them.
   */
  EMPLOYEES
}
