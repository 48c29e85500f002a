@NullMarked
package io.afterword.dispatch;

import org.jspecify.annotations.NullMarked;
