/** The closed list of reasons for which this service refuses something. */
@NullMarked
package io.afterword.survey.problem;

import org.jspecify.annotations.NullMarked;
