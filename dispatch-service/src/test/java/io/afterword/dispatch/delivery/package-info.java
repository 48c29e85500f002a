@NullMarked
package io.afterword.dispatch.delivery;

import org.jspecify.annotations.NullMarked;
