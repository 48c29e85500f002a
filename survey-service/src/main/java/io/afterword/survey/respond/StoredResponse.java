package io.afterword.survey.respond;

import java.util.List;

/** What somebody answered before, for the page that shows it again. */
public record StoredResponse(Completeness completeness, List<Answer> answers) {}
