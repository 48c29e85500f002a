/** Contacts from CSV files: looked at first, with what is wrong in which row, then taken. */
@NullMarked
package io.afterword.dispatch.contactimport;

import org.jspecify.annotations.NullMarked;
