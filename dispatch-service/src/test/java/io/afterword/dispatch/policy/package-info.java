@NullMarked
package io.afterword.dispatch.policy;

import org.jspecify.annotations.NullMarked;
