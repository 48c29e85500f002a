package io.afterword.survey.definition;

/**
 * One thing that keeps a definition from being taken.
 *
 * @param pointer JSON Pointer to the place
 * @param detail a sentence that says what to change
 */
public record DefinitionFault(String pointer, Kind kind, String detail) {

  /** The closed list of faults; part of the API, so a name is never reused for another meaning. */
  public enum Kind {
    REQUIRED,
    TOO_LONG,
    UNSTORABLE_TEXT,
    NOT_A_LOCALE,
    NOT_A_COLOUR,
    NOT_A_LOGO,
    NOT_AN_ADDRESS,
    NOT_A_SEGMENT,
    NOT_AN_ID,
    DUPLICATE_ID,
    TOO_MANY_QUESTIONS,
    NOT_ONE_SCORED_QUESTION,
    SCALE_MISSING,
    SCALE_NOT_ALLOWED,
    SCALE_OUT_OF_RANGE,
    SCALE_TOO_LONG,
    RATING_OUT_OF_SCALE,
    CLASSES_OVERLAP,
    CLASSES_AGAINST_POLARITY,
    NOT_THE_METRICS_SCALE,
    DEFAULT_LOCALE_MISSING,
    LOOK_DOES_NOT_FIT,
    LABELS_MISSING,
    PART_NOT_ALLOWED,
    OPTION_COUNT,
    NUMBER_RANGE,
    RESERVED_ID,
    MARKUP,
    UNCLOSED_PLACEHOLDER,
    UNKNOWN_PLACEHOLDER,
    PLACEHOLDER_WITHOUT_FALLBACK,
    CONDITION_ON_UNKNOWN_QUESTION,
    CONDITION_ON_LATER_QUESTION,
    CONDITION_LOOP,
    CONDITION_NOT_DECIDABLE,
    CONDITION_NEVER_MET,
    SCORED_QUESTION_CONDITIONAL
  }
}
