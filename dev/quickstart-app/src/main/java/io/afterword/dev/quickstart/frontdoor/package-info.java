/** One origin for the three services, by the same list of paths as the ingress. */
@NullMarked
package io.afterword.dev.quickstart.frontdoor;

import org.jspecify.annotations.NullMarked;
