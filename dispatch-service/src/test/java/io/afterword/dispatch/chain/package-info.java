@NullMarked
package io.afterword.dispatch.chain;

import org.jspecify.annotations.NullMarked;
