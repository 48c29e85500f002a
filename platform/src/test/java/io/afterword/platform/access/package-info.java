@NullMarked
package io.afterword.platform.access;

import org.jspecify.annotations.NullMarked;
