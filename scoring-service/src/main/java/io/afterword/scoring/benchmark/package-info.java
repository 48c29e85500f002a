/**
 * Published figures of others with where they come from. Read-only, and never a target: who asked
 * whom what, and when, always differs.
 */
@NullMarked
package io.afterword.scoring.benchmark;

import org.jspecify.annotations.NullMarked;
