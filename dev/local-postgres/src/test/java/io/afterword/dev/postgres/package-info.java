@NullMarked
package io.afterword.dev.postgres;

import org.jspecify.annotations.NullMarked;
