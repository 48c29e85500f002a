@NullMarked
package io.afterword.platform.page;

import org.jspecify.annotations.NullMarked;
