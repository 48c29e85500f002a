package io.afterword.survey.definition;

/** How the points of a scale are drawn; the words for each point are the same in all of them. */
public enum Look {
  NUMBERS,
  STARS,
  EMOJI
}
