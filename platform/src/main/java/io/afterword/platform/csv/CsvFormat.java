package io.afterword.platform.csv;

import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param charset null: as its byte order mark says, else UTF-8
 * @param separator null: what separates the cells of its first line
 */
public record CsvFormat(@Nullable Charset charset, @Nullable Character separator) {
  public static final CsvFormat AS_FOUND = new CsvFormat(null, null);

  /** A tab is hard to type into an address or a form. */
  private static final Map<String, Character> NAMED =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "bar", '|');

  /**
   * As somebody says it; null and empty mean: as found.
   *
   * @param unknown the code of the refusal of what nobody knows
   */
  public static CsvFormat wished(
      @Nullable String encoding, @Nullable String separator, ProblemCode unknown) {
    return new CsvFormat(charset(encoding, unknown), separator(separator, unknown));
  }

  private static @Nullable Charset charset(@Nullable String name, ProblemCode unknown) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException notKnown) {
      throw Problem.of(
          unknown, "encoding must be a name such as UTF-8 or windows-1252; this one is not known.");
    }
  }

  private static @Nullable Character separator(@Nullable String said, ProblemCode unknown) {
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
        unknown, "separator must be comma, semicolon, tab or bar, or the character itself.");
  }
}
