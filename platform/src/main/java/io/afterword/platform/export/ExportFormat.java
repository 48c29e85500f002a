package io.afterword.platform.export;

/** What an export is written as. */
public enum ExportFormat {
  /** A JSON object per line; the last says that it is the end, how many, and their hash. */
  NDJSON,
  /** With a heading; its manifest says how many rows there are, and their hash. */
  CSV
}
