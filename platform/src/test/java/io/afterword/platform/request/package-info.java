@NullMarked
package io.afterword.platform.request;

import org.jspecify.annotations.NullMarked;
