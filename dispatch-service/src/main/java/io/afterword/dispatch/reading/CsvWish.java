package io.afterword.dispatch.reading;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What somebody says about a CSV file, and what is said to them about it. */
public final class CsvWish {
  private CsvWish() {}

  /** Null and empty mean: as found. */
  public static CsvFormat format(@Nullable String encoding, @Nullable String separator) {
    return CsvFormat.wished(encoding, separator, DispatchProblem.UNKNOWN_VALUE);
  }

  public static DispatchProblem code(CsvException unreadable) {
    return unreadable.fault() == CsvException.Fault.WRONG_ENCODING
        ? DispatchProblem.WRONG_ENCODING
        : DispatchProblem.BAD_CSV;
  }

  public static Problem problem(CsvException unreadable) {
    return Problem.of(code(unreadable), String.valueOf(unreadable.getMessage()))
        .with("line", unreadable.line());
  }
}
