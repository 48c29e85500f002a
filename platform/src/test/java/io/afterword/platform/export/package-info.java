@NullMarked
package io.afterword.platform.export;

import org.jspecify.annotations.NullMarked;
