/** An SMTP relay inside the test's JVM that keeps what it gets and misbehaves on demand. */
@NullMarked
package io.afterword.dev.test.smtp;

import org.jspecify.annotations.NullMarked;
