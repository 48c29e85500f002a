@NullMarked
package io.afterword.dispatch.erasure;

import org.jspecify.annotations.NullMarked;
