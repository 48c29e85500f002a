package io.afterword.survey.respond;

import io.afterword.survey.respondent.Occasion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a link which nobody answered yet depends on, but for its key: two links with
 * the same first view show the same page. A published version never changes, so neither does the
 * page.
 *
 * @param locale of the survey's, in which it is read
 * @param preselected point of the scale that the address chooses
 */
record FirstView(
    UUID surveyId, int version, String locale, Occasion occasion, @Nullable String preselected) {}
