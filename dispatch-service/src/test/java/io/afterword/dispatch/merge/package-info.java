@NullMarked
package io.afterword.dispatch.merge;

import org.jspecify.annotations.NullMarked;
