@NullMarked
package io.afterword.dev.benchmarks;

import org.jspecify.annotations.NullMarked;
