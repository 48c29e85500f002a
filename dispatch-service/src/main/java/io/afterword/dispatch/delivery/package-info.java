/** One message of an invitation: queue, claim, mark, send, settle, reap. */
@NullMarked
package io.afterword.dispatch.delivery;

import org.jspecify.annotations.NullMarked;
