/** The mail around the question: envelope, header, frame texts per language. */
@NullMarked
package io.afterword.dispatch.mail;

import org.jspecify.annotations.NullMarked;
