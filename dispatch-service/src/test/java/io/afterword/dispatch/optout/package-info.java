@NullMarked
package io.afterword.dispatch.optout;

import org.jspecify.annotations.NullMarked;
