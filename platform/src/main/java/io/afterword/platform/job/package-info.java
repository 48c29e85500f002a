/** Named timed work: a row per job, every replica ticks, one claims. */
@NullMarked
package io.afterword.platform.job;

import org.jspecify.annotations.NullMarked;
