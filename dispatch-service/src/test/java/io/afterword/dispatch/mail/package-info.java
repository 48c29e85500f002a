@NullMarked
package io.afterword.dispatch.mail;

import org.jspecify.annotations.NullMarked;
