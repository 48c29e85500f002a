package io.afterword.survey.responseimport;

/** What 03/04/2025 is. */
public enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST
}
