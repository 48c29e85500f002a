package io.afterword.survey.link;

/**
 * What was answered by a link before, as it is stored.
 *
 * @param answers a JSON array
 */
public record Earlier(String completeness, String answers) {}
