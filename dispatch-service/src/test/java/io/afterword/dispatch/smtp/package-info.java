@NullMarked
package io.afterword.dispatch.smtp;

import org.jspecify.annotations.NullMarked;
