@NullMarked
package io.afterword.dev.quickstart.suite;

import org.jspecify.annotations.NullMarked;
