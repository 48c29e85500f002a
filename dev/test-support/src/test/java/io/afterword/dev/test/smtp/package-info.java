@NullMarked
package io.afterword.dev.test.smtp;

import org.jspecify.annotations.NullMarked;
