@NullMarked
package io.afterword.platform.http;

import org.jspecify.annotations.NullMarked;
