/** The steps of a start, settings, database and work, and who takes which of them. */
@NullMarked
package io.afterword.platform.start;

import org.jspecify.annotations.NullMarked;
