@NullMarked
package io.afterword.dispatch.recurrence;

import org.jspecify.annotations.NullMarked;
