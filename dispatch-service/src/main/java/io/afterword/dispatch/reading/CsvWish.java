package io.afterword.dispatch.reading;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody says about a CSV file, and what is said to them about it. */
public final class CsvWish {
  /** A tab is hard to type into an address or a form. */
  private static final Map<String, Character> NAMED =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "bar", '|');

  private CsvWish() {}

  /** Null and empty mean: as found. */
  public static CsvFormat format(@Nullable String encoding, @Nullable String separator) {
    return new CsvFormat(charset(encoding), separator(separator));
  }

  private static @Nullable Charset charset(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw Problem.of(
          DispatchProblem.UNKNOWN_VALUE,
          "encoding must be a name such as UTF-8 or windows-1252; this one is not known.");
    }
  }

  private static @Nullable Character separator(@Nullable String said) {
    if (said == null || said.isEmpty()) {
      return null;
    }
    Character named = NAMED.get(said.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    if (said.length() == 1 && ",;\t|".contains(said)) {
      return said.charAt(0);
    }
    throw Problem.of(
        DispatchProblem.UNKNOWN_VALUE,
        "separator must be comma, semicolon, tab or bar, or the character itself.");
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
