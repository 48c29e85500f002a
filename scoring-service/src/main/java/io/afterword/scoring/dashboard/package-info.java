/**
 * The page {@code /scores} that a manager leaves open: panels of figures, each whole without a
 * script, each with its table and its CSV file. Everything on it is asked from the same services as
 * the API's answers.
 */
@NullMarked
package io.afterword.scoring.dashboard;

import org.jspecify.annotations.NullMarked;
