/** What is counted and measured while the service runs, by name. */
@NullMarked
package io.afterword.platform.metric;

import org.jspecify.annotations.NullMarked;
