package io.afterword.survey.definition;

/**
 * How the points of a scale are drawn. Each point keeps its words in all of them, so that nobody
 * has to guess which end is the good one.
 */
public enum Look {
  /** The numbers, with the words beside them where every point has some. */
  NUMBERS,
  /** As many stars as the number says. */
  STARS,
  /** Three or five faces, from unhappy to happy. */
  FACES,
  /** Thumb down and thumb up. */
  THUMBS,
  /** Only the words. */
  WORDS,
  /** The numbers on a band that runs from orange to blue, which the colour-blind can tell apart. */
  COLOURS;

  /** Whether a point says nothing by itself to those who cannot see it or read it otherwise. */
  public boolean needsWords() {
    return this == FACES || this == THUMBS || this == WORDS;
  }
}
