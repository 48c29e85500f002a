@NullMarked
package io.afterword.dev.quickstart;

import org.jspecify.annotations.NullMarked;
