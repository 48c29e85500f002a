/** Control charts: whether a series of scores has changed, without testing it anew every day. */
@NullMarked
package io.afterword.scoring.trend;

import org.jspecify.annotations.NullMarked;
