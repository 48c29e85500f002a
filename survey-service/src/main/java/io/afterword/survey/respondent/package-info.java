/** A published version in the words of one reader, for the mail and for the page. Pure. */
@NullMarked
package io.afterword.survey.respondent;

import org.jspecify.annotations.NullMarked;
