package io.afterword.platform.fileimport;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that says how a file is read. Pure.
 *
 * @param columns none when they could not be read
 */
public record ReadingForm(
    List<Option> encodings, List<Option> separators, List<ColumnChoice> columns) {
  private static final int SAMPLED = 3;

  private static final List<String> ENCODINGS =
      List.of(
          "UTF-8",
          "windows-1252",
          "ISO-8859-1",
          "ISO-8859-15",
          "UTF-16LE",
          "UTF-16BE",
          "windows-1251",
          "Shift_JIS",
          "GB18030",
          "Big5");

  /** A column with the choices what it is, and what is in its first rows. */
  public record ColumnChoice(int n, String name, List<Option> options, String sample) {}

  /**
   * @param encoding null: as found
   * @param separator null: as found
   */
  public static ReadingForm of(
      @Nullable String encoding, @Nullable String separator, List<ColumnChoice> columns) {
    return new ReadingForm(encodings(encoding), separators(separator), columns);
  }

  /**
   * The columns of a file.
   *
   * @param samples the first rows
   * @param options what a column may be
   */
  public static List<ColumnChoice> columns(
      List<Column> columns, List<List<String>> samples, Function<Column, List<Option>> options) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            at ->
                new ColumnChoice(
                    at,
                    columns.get(at).name(),
                    options.apply(columns.get(at)),
                    samples.stream()
                        .limit(SAMPLED)
                        .filter(row -> at < row.size())
                        .map(row -> row.get(at).strip())
                        .filter(cell -> !cell.isEmpty())
                        .collect(Collectors.joining(" · "))))
        .toList();
  }

  private static List<Option> encodings(@Nullable String chosen) {
    return Stream.concat(
            Stream.of(new Option("", "as found", chosen == null)),
            ENCODINGS.stream().map(name -> new Option(name, name, name.equals(chosen))))
        .toList();
  }

  private static List<Option> separators(@Nullable String chosen) {
    return List.of(
        new Option("", "as found", chosen == null),
        separator("comma", ",", chosen),
        separator("semicolon", ";", chosen),
        separator("tab", "\t", chosen),
        separator("bar", "|", chosen));
  }

  private static Option separator(String name, String character, @Nullable String chosen) {
    return new Option(name, name, name.equals(chosen) || character.equals(chosen));
  }
}
