/** What a policy would have done: the same decisions over past interactions, nothing written. */
@NullMarked
package io.afterword.dispatch.dryrun;

import org.jspecify.annotations.NullMarked;
