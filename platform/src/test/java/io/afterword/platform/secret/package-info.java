@NullMarked
package io.afterword.platform.secret;

import org.jspecify.annotations.NullMarked;
