package io.afterword.survey.template;

/** What makes somebody be asked; the policies of dispatch-service use the same words. */
public enum Trigger {
  PER_INTERACTION,
  EVERY_N,
  RECURRING
}
