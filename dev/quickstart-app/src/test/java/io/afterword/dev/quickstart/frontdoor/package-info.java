@NullMarked
package io.afterword.dev.quickstart.frontdoor;

import org.jspecify.annotations.NullMarked;
