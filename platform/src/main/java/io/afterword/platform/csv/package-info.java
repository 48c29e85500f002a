/** Comma-separated values as RFC 4180 has them and as people really save them. */
@NullMarked
package io.afterword.platform.csv;

import org.jspecify.annotations.NullMarked;
