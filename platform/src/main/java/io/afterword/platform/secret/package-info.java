/** The secret that the services share: keys for single purposes, and what is sealed with them. */
@NullMarked
package io.afterword.platform.secret;

import org.jspecify.annotations.NullMarked;
