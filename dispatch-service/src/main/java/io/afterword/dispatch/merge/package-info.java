/** Two contacts that prove to be one person, and the way back for thirty days. */
@NullMarked
package io.afterword.dispatch.merge;

import org.jspecify.annotations.NullMarked;
