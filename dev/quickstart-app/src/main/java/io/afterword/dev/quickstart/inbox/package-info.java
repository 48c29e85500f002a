/** An SMTP server that keeps every mail, and a page that shows them as a person would see them. */
@NullMarked
package io.afterword.dev.quickstart.inbox;

import org.jspecify.annotations.NullMarked;
