/** The programme's entry: serves, or only brings the database up to date ({@code migrate}). */
@NullMarked
package io.afterword.platform.migrate;

import org.jspecify.annotations.NullMarked;
