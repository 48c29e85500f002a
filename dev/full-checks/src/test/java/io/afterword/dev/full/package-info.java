@NullMarked
package io.afterword.dev.full;

import org.jspecify.annotations.NullMarked;
