package io.afterword.platform.csv;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param charset null: as its byte order mark says, else UTF-8
 * @param separator null: what separates the cells of its first line
 */
public record CsvFormat(@Nullable Charset charset, @Nullable Character separator) {
  public static final CsvFormat AS_FOUND = new CsvFormat(null, null);
}
