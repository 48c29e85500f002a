@NullMarked
package io.afterword.dispatch.ask;

import org.jspecify.annotations.NullMarked;
