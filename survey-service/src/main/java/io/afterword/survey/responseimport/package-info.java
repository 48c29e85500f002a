/**
 * Answers that were given in other tools, from CSV files: looked at first, with what is wrong in
 * which row, then taken as a version of their own.
 */
@NullMarked
package io.afterword.survey.responseimport;

import org.jspecify.annotations.NullMarked;
