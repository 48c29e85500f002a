/** The one way in which rows leave a service as a file, of any length. */
@NullMarked
package io.afterword.platform.export;

import org.jspecify.annotations.NullMarked;
