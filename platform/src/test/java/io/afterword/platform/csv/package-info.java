@NullMarked
package io.afterword.platform.csv;

import org.jspecify.annotations.NullMarked;
