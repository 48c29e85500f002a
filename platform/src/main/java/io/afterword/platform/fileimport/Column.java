package io.afterword.platform.fileimport;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file. Pure.
 *
 * @param name as the first line says
 * @param to what it says about a row; empty when it is left out
 */
public record Column(String name, String to) {

  /** As many as there are names. */
  public static List<Column> of(List<String> names, List<String> to) {
    return IntStream.range(0, names.size())
        .mapToObj(at -> new Column(names.get(at), to.get(at)))
        .toList();
  }

  /** As a form sends them; null when it showed none, since they could not be read. */
  public static @Nullable List<Column> ofForm(
      @Nullable List<String> names, @Nullable List<String> to) {
    return names == null || to == null || names.isEmpty() || names.size() != to.size()
        ? null
        : of(names, to);
  }

  /** What the columns of a file are that has these names; those that nobody wished are left out. */
  public static List<String> wished(List<Column> wished, List<String> names) {
    return names.stream()
        .map(
            name ->
                wished.stream()
                    .filter(column -> column.name.equals(name))
                    .findFirst()
                    .map(Column::to)
                    .orElse(""))
        .toList();
  }

  /** Whether another one of them is the same; any number may be left out. */
  public boolean isThereTwice(List<Column> columns) {
    return !to.isBlank() && columns.stream().filter(other -> other.to.equals(to)).count() > 1;
  }
}
