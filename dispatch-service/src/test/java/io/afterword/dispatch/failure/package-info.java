@NullMarked
package io.afterword.dispatch.failure;

import org.jspecify.annotations.NullMarked;
