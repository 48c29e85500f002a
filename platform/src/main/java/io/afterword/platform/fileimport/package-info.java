/**
 * The one way in which rows come into a service as a file, of any length: kept in parts, looked at
 * first, with what is wrong in which row, and taken when somebody says so.
 */
@NullMarked
package io.afterword.platform.fileimport;

import org.jspecify.annotations.NullMarked;
