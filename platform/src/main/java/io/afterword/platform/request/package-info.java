/** What is known of each request that is answered: how long it took, and its trace. */
@NullMarked
package io.afterword.platform.request;

import org.jspecify.annotations.NullMarked;
