package io.afterword.survey.problem;

import io.afterword.platform.problem.ProblemCode;

/** Why survey-service refuses something, beside the reasons that all services share. */
public enum SurveyProblem implements ProblemCode {
  UNKNOWN_SURVEY(404, "There is no such survey"),
  UNKNOWN_VERSION(404, "The survey has no such version"),
  UNKNOWN_TEMPLATE(422, "There is no such template"),
  SCALE_NOT_OFFERED(422, "The template has no such scale"),
  LOCALE_NOT_BUILT_IN(422, "The template is not worded in that language"),
  TEMPLATE_AND_DEFINITION(422, "A template and a definition were both given"),
  INVALID_DEFINITION(422, "The survey's definition has faults"),
  SCORES_WOULD_BE_WRONG(422, "The survey's scores would be wrong"),
  UNKNOWN_FORMAT(422, "The file is of another format"),
  NOT_PUBLISHED(409, "The survey has no published version"),
  SURVEY_ARCHIVED(409, "The survey is archived"),
  EMPTY_BATCH(422, "The batch is empty"),
  TOO_MANY_INVITATIONS(422, "The batch has too many invitations"),
  EXPIRED(422, "The invitation has expired"),
  EXPIRY_TOO_FAR(422, "The expiry lies too far ahead"),
  CONTEXT_TOO_LARGE(422, "The frozen context is too large"),
  UNSTORABLE_TEXT(422, "A text holds characters that cannot be stored"),
  UNKNOWN_KEY(404, "The link is not known"),
  LINK_CLOSED(410, "The link is closed"),
  RATING_MISSING(422, "The rating is missing"),
  RATING_OUT_OF_SCALE(422, "The rating is not on the scale"),
  TEXT_TOO_LONG(422, "A text is too long"),
  CHOICE_UNKNOWN(422, "A choice is not among the options"),
  NUMBER_MALFORMED(422, "A number is none"),
  NUMBER_OUT_OF_RANGE(422, "A number is not within its range"),
  QUESTION_NOT_ASKED(422, "An answer belongs to a question that was not asked"),
  UNKNOWN_ANSWER(422, "An answer belongs to no question of the survey"),
  IMPORT_NOT_READY(409, "The import is in another state"),
  ANONYMOUS_SURVEY(409, "The survey is anonymous"),
  UNKNOWN_COLUMN(422, "A column means nothing that is known"),
  WRONG_ENCODING(422, "The file has another encoding"),
  BAD_CSV(422, "The file is no CSV that can be read"),
  NO_RATING_COLUMN(422, "No column is the rating"),
  NO_DATE_COLUMN(422, "No column says when it was answered"),
  ZONE_MISSING(422, "The times in the file have no zone"),
  DATE_ORDER_MISSING(422, "Days and months in the file cannot be told apart"),
  DATE_MALFORMED(422, "A time cannot be read"),
  DATE_IN_FUTURE(422, "A time lies ahead"),
  LOCALE_MALFORMED(422, "A language tag is none"),
  TOO_MANY_CELLS(422, "A row has more cells than the first line"),
  NOT_STORABLE(422, "The response could not be stored as it is");

  private final int status;
  private final String title;

  SurveyProblem(int status, String title) {
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
