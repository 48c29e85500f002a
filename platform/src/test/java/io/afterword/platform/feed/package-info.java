@NullMarked
package io.afterword.platform.feed;

import org.jspecify.annotations.NullMarked;
