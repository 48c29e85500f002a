@NullMarked
package io.afterword.dispatch.suppression;

import org.jspecify.annotations.NullMarked;
