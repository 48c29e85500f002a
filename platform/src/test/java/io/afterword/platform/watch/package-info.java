@NullMarked
package io.afterword.platform.watch;

import org.jspecify.annotations.NullMarked;
