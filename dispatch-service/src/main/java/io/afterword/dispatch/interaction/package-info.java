/**
 * What happened, with whom, over which channel: the reported fact, read with every fault it has.
 */
@NullMarked
package io.afterword.dispatch.interaction;

import org.jspecify.annotations.NullMarked;
