/** Reading many rows by their keys with few statements. */
@NullMarked
package io.afterword.survey.lookup;

import org.jspecify.annotations.NullMarked;
