/** Links: one key per invitation, and what the mail shows of a survey. */
@NullMarked
package io.afterword.survey.link;

import org.jspecify.annotations.NullMarked;
