package io.afterword.platform.fileimport;

/** An import in the list of a page. Pure. */
public record ImportLine(
    String id, String name, String state, String tone, String rows, String faulty, String at) {

  /**
   * @param state in words
   * @param at when it was brought
   */
  public static ImportLine of(FileImport file, String state, long rows, long faulty, String at) {
    return new ImportLine(
        file.id().toString(),
        file.name(),
        state,
        tone(file.state()),
        Figure.text(rows),
        Figure.text(faulty),
        at);
  }

  private static String tone(ImportState state) {
    return switch (state) {
      case DONE -> "good";
      case REFUSED -> "bad";
      case READY -> "warn";
      case UPLOADING, READING, IMPORTING, CANCELLED -> "quiet";
    };
  }
}
