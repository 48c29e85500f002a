/** Answers that are kept without whom they came from. */
@NullMarked
package io.afterword.survey.anonymous;

import org.jspecify.annotations.NullMarked;
