/** The page and the one-click address behind the unsubscribe link of each mail. */
@NullMarked
package io.afterword.dispatch.unsubscribe;

import org.jspecify.annotations.NullMarked;
