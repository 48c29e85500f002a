@NullMarked
package io.afterword.dispatch.coverage;

import org.jspecify.annotations.NullMarked;
