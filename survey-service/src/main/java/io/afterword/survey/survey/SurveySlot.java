package io.afterword.survey.survey;

import java.util.UUID;

/**
 * The hash slot of a survey, with which every key of its responses begins, so that the responses
 * can be distributed over servers by slot (DESIGN, "Growing"). Never change it: stored rows carry
 * it.
 */
public final class SurveySlot {

  static final int SLOTS = 1024;

  private SurveySlot() {}

  /** 0 to 1023, from the random low bits of the id. */
  public static short of(UUID surveyId) {
    return (short) (surveyId.getLeastSignificantBits() & (SLOTS - 1));
  }
}
