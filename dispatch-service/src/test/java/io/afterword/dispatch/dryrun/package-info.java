@NullMarked
package io.afterword.dispatch.dryrun;

import org.jspecify.annotations.NullMarked;
