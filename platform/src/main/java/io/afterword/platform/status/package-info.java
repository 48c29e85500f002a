/** What an operator wants to know of a running service, in one answer. */
@NullMarked
package io.afterword.platform.status;

import org.jspecify.annotations.NullMarked;
