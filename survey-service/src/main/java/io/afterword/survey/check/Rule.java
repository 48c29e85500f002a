package io.afterword.survey.check;

/** What is looked for; part of the API, so a name is never reused for another meaning. */
public enum Rule {
  REVERSED_SCALE,
  LEGACY_SCALE,
  LEADING_WORDING,
  DOUBLE_BARRELLED,
  YES_NO_WORDING,
  TOO_MANY_QUESTIONS,
  LONG_SENTENCE,
  RARE_WORD,
  GENERAL_QUESTION,
  BIASED_ICON,
  MISSING_TRANSLATION,
  UNREADABLE_CONTRAST,
  PLACEHOLDER_AT_RISK,
  NO_ROOM_FOR_A_COMMENT
}
