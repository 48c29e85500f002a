/**
 * People: who is who, how to reach them, and the row whose lock serialises everything about one
 * person.
 */
@NullMarked
package io.afterword.dispatch.contact;

import org.jspecify.annotations.NullMarked;
