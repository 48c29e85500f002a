/** The one clock of business time; it can be set ahead in tests. */
@NullMarked
package io.afterword.platform.time;

import org.jspecify.annotations.NullMarked;
