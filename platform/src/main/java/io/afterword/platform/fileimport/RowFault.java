package io.afterword.platform.fileimport;

/**
 * A row that is left out, with one of the things that are wrong in it.
 *
 * @param line where the row begins in the file, counted from 1
 * @param position among the things that are wrong in it
 */
public record RowFault(long line, int position, String code, String sentence) {}
