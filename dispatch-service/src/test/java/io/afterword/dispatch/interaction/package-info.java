@NullMarked
package io.afterword.dispatch.interaction;

import org.jspecify.annotations.NullMarked;
