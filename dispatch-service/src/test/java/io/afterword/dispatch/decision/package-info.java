@NullMarked
package io.afterword.dispatch.decision;

import org.jspecify.annotations.NullMarked;
