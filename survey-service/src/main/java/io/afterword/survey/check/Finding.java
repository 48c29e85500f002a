package io.afterword.survey.check;

/**
 * One thing that could be better.
 *
 * @param pointer JSON Pointer into the definition
 * @param blocks whether scores would be wrong, so that the survey is not published with it
 */
public record Finding(Rule rule, String pointer, String why, String proposal, boolean blocks) {

  static Finding advice(Rule rule, String pointer, String why, String proposal) {
    return new Finding(rule, pointer, why, proposal, false);
  }
}
