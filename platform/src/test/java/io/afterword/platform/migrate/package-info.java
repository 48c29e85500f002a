@NullMarked
package io.afterword.platform.migrate;

import org.jspecify.annotations.NullMarked;
