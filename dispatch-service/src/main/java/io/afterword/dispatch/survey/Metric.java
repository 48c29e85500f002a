package io.afterword.dispatch.survey;

/** What a survey measures. */
public enum Metric {
  CSAT,
  NPS,
  CES
}
