package io.afterword.platform.fileimport;

import java.util.Locale;

/** A figure with its name, as a page shows it. Pure. */
public record Figure(String name, String value) {

  public static Figure of(String name, long value) {
    return new Figure(name, text(value));
  }

  public static String text(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
