@NullMarked
package io.afterword.dispatch.invitation;

import org.jspecify.annotations.NullMarked;
