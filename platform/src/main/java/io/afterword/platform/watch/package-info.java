/** Looks at queues, lags and jobs now and then, for whoever watches the service. */
@NullMarked
package io.afterword.platform.watch;

import org.jspecify.annotations.NullMarked;
