/** Tells people from the machines that open every link of a mail. */
@NullMarked
package io.afterword.survey.honesty;

import org.jspecify.annotations.NullMarked;
