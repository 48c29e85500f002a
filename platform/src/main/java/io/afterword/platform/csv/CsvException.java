package io.afterword.platform.csv;

/** The file, or the rest of it, cannot be read; the message says why to people. */
public final class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Fault {
    /** The bytes are not of the encoding that is expected. */
    WRONG_ENCODING,
    /** It is something else, such as a workbook. */
    NOT_CSV,
    /** A quote is opened and never closed, or has something behind it. */
    BROKEN_QUOTES
  }

  private final Fault fault;
  private final long line;

  CsvException(Fault fault, long line, String message) {
    super(message);
    this.fault = fault;
    this.line = line;
  }

  public Fault fault() {
    return fault;
  }

  /** Where it was seen, counted from 1. */
  public long line() {
    return line;
  }
}
