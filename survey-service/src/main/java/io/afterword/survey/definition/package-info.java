/**
 * What a survey says: questions, scales, words per locale, and what makes it sound. Pure: no
 * framework is imported here.
 */
@NullMarked
package io.afterword.survey.definition;

import org.jspecify.annotations.NullMarked;
