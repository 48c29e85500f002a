/** Policies as people make and change them; the rules themselves are in decision. */
@NullMarked
package io.afterword.dispatch.policy;

import org.jspecify.annotations.NullMarked;
