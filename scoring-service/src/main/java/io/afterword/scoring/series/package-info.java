/**
 * The surveys, versions and questions that scoring has been told about; one series per question of
 * a version.
 */
@NullMarked
package io.afterword.scoring.series;

import org.jspecify.annotations.NullMarked;
