/** The one path everything serves, driven over the same HTTP and SMTP that a user would use. */
@NullMarked
package io.afterword.dev.quickstart.loop;

import org.jspecify.annotations.NullMarked;
