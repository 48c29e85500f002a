@NullMarked
package io.afterword.dispatch.forecast;

import org.jspecify.annotations.NullMarked;
