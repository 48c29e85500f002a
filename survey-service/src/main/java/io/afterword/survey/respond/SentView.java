package io.afterword.survey.respond;

/** What became of a post, for a program. */
record SentView(Outcome outcome, Completeness completeness) {}
