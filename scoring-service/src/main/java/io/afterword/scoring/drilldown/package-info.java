/** From a figure to the answers behind it, and the conversations they are about. */
@NullMarked
package io.afterword.scoring.drilldown;

import org.jspecify.annotations.NullMarked;
