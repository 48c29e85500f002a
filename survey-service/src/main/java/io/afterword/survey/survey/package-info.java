/** Surveys, their drafts and their published versions, which are never changed. */
@NullMarked
package io.afterword.survey.survey;

import org.jspecify.annotations.NullMarked;
