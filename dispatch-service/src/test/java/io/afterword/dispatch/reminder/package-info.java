@NullMarked
package io.afterword.dispatch.reminder;

import org.jspecify.annotations.NullMarked;
