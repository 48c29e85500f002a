package io.afterword.scoring.request;

import io.afterword.platform.problem.ProblemCode;

/** The reasons for which scoring refuses a question. */
public enum ScoringProblem implements ProblemCode {
  UNKNOWN_PARAMETER(400, "The address has a parameter that is not known here"),
  REPEATED_PARAMETER(400, "The address has a parameter more than once"),
  MISSING_PARAMETER(400, "The address lacks a parameter"),
  BAD_PERIOD(400, "The period cannot be used"),
  OTHER_ZONE(400, "Days are counted in the workspace's zone only"),
  BAD_CONFIDENCE(400, "The confidence level cannot be used"),
  BAD_FILTER(400, "The filter cannot be read"),
  BAD_INTERVAL(400, "The interval cannot be computed that way"),
  BAD_NUMBER(400, "A number of the address cannot be used"),
  UNKNOWN_AUDIENCE(400, "There is no such audience"),
  UNKNOWN_PEOPLE(400, "There is no such choice of people"),
  UNKNOWN_FACT(400, "Answers carry no such number"),
  ANONYMITY(400, "The view would reveal single answers"),
  BAD_NAME(400, "The name cannot be used"),
  UNKNOWN_METRIC(400, "There is no such metric"),
  UNKNOWN_SEGMENT(400, "Answers are not counted by that segment"),
  UNKNOWN_GRANULARITY(400, "Answers are not counted by that period"),
  NO_AGENT_ID(403, "No answers are known to be yours"),
  UNKNOWN_SURVEY(404, "No survey with that id has been published"),
  UNKNOWN_CHART(404, "There is no such chart"),
  UNKNOWN_SERIES(404, "No series of that name has been uploaded"),
  UNKNOWN_QUESTION(404, "The survey has no such rating question"),
  DIFFERENT_SCALE(409, "Answers of different scales or triggers make no common score"),
  WRONG_METRIC(409, "The view does not fit the metric"),
  BAD_CSV(422, "The CSV cannot be read"),
  TOO_MANY_POINTS(422, "Too many points for one answer"),
  TOO_MANY_ANSWERS(422, "Too many answers for a view across segments");

  private final int status;
  private final String title;

  ScoringProblem(int status, String title) {
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
