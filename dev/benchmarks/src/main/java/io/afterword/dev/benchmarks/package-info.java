/** Measures the packaged suite against its ceilings, in turns; never part of what is shipped. */
@NullMarked
package io.afterword.dev.benchmarks;

import org.jspecify.annotations.NullMarked;
