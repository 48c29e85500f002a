@NullMarked
package io.afterword.dev.test;

import org.jspecify.annotations.NullMarked;
