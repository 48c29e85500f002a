@NullMarked
package io.afterword.platform.status;

import org.jspecify.annotations.NullMarked;
