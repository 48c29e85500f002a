/** Reminds those who were asked and have not answered. */
@NullMarked
package io.afterword.dispatch.reminder;

import org.jspecify.annotations.NullMarked;
