@NullMarked
package io.afterword.platform.problem;

import org.jspecify.annotations.NullMarked;
