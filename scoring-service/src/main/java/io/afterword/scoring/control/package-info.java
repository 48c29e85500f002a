/** Control charts and moving averages: whether a series changed more than chance does. Pure. */
@NullMarked
package io.afterword.scoring.control;

import org.jspecify.annotations.NullMarked;
