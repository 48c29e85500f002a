@NullMarked
package io.afterword.dispatch.intake;

import org.jspecify.annotations.NullMarked;
