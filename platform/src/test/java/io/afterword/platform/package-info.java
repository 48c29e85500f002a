@NullMarked
package io.afterword.platform;

import org.jspecify.annotations.NullMarked;
