/** Surveys that can be used as they are: CSAT 1 to 5, NPS 0 to 10, CES 1 to 7. */
@NullMarked
package io.afterword.survey.template;

import org.jspecify.annotations.NullMarked;
