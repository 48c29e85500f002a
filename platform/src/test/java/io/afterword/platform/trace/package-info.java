@NullMarked
package io.afterword.platform.trace;

import org.jspecify.annotations.NullMarked;
