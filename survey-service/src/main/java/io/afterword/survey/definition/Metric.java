package io.afterword.survey.definition;

/** What the scored question measures. */
public enum Metric {
  /** Customer satisfaction: the share of satisfied ratings. */
  CSAT,
  /** Net Promoter Score: promoters less detractors, asked on 0 to 10. */
  NPS,
  /** Customer Effort Score: how easy it was. */
  CES
}
