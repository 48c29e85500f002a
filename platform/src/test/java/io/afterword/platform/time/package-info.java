@NullMarked
package io.afterword.platform.time;

import org.jspecify.annotations.NullMarked;
