package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.contactimport.ContactImport.Counts;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Refusal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of the pages about imports. Pure. */
final class ImportPageText {
  private static final int SAMPLED = 3;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("", "leave out"),
          Map.entry("id", "id in the other system"),
          Map.entry("email", "e-mail address"),
          Map.entry("phone", "phone number"),
          Map.entry("name", "name"),
          Map.entry("locale", "language"),
          Map.entry("timeZone", "time zone"),
          Map.entry("company.id", "company's id"),
          Map.entry("company.name", "company's name"),
          Map.entry("consent.basis", "consent: basis"),
          Map.entry("consent.source", "consent: where it comes from"),
          Map.entry("consent.at", "consent: since when"));

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

  private final DateTimeFormatter time;

  ImportPageText(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /** An import in the list. */
  record Line(
      String id, String name, String state, String tone, String rows, String faulty, String at) {}

  /** One import; empty lists are left out. */
  record Page(
      String id,
      String name,
      String sentence,
      boolean underWay,
      long done,
      long total,
      List<Named> counts,
      boolean mayConfirm,
      String taking,
      List<RowFault> faults,
      boolean mayRead,
      List<Option> encodings,
      List<Option> separators,
      List<Column> columns,
      boolean mayCancel) {}

  /** A figure with its name. */
  record Named(String name, String value) {}

  /** A row that is left out. */
  record RowFault(long line, String detail) {}

  /** A choice. */
  record Option(String value, String name, boolean chosen) {}

  /** A column with the choices what it is. */
  record Column(int n, String name, List<Option> options, String sample) {}

  Line line(ContactImport file) {
    return new Line(
        file.id().toString(),
        file.name(),
        words(file.state()),
        tone(file.state()),
        number(file.counts().rows()),
        number(file.counts().faulty()),
        time.format(file.createdAt()));
  }

  Page page(
      ContactImport file,
      List<io.afterword.platform.fileimport.RowFault> faults,
      boolean mayChange) {
    Found found = file.found();
    Counts counts = file.counts();
    boolean taking = file.state() == ImportState.IMPORTING;
    return new Page(
        file.id().toString(),
        file.name(),
        sentence(file),
        file.state().isUnderWay(),
        taking ? counts.done() : counts.rows(),
        taking ? counts.rows() : 0,
        counts(file),
        mayChange && file.state() == ImportState.READY && counts.people() > 0,
        counts.people() == 1 ? "this contact" : "these " + number(counts.people()) + " contacts",
        faults.stream().map(fault -> new RowFault(fault.line(), fault.sentence())).toList(),
        mayChange && (file.state() == ImportState.READY || file.state() == ImportState.REFUSED),
        encodings(found == null ? file.wish().encoding() : found.encoding()),
        separators(found == null ? file.wish().separator() : found.separator()),
        found == null ? List.of() : columns(found),
        mayChange && file.state().mayBeCancelled());
  }

  private static String sentence(ContactImport file) {
    Refusal refusal = file.refusal();
    if (refusal != null) {
      return "The file cannot be taken as it is. " + refusal.detail();
    }
    return switch (file.state()) {
      case UPLOADING -> "Parts of the file are still on their way.";
      case READING -> "The file is being looked at.";
      case READY ->
          file.counts().people() == 0
              ? "There is no row that can be taken."
              : "This is what is in the file. Nothing was taken yet.";
      case IMPORTING -> "The contacts are being taken.";
      case DONE -> "The contacts were taken.";
      case CANCELLED -> "The import was cancelled, and the file is forgotten.";
      case REFUSED -> "The file cannot be taken as it is.";
    };
  }

  private static List<Named> counts(ContactImport file) {
    Counts counts = file.counts();
    List<Named> named = new ArrayList<>();
    if (file.state() == ImportState.READY
        || file.state() == ImportState.DONE
        || file.state() == ImportState.IMPORTING) {
      named.add(new Named("Rows", number(counts.rows())));
      named.add(new Named("Rows that are left out", number(counts.faulty())));
      named.add(new Named("People in the other rows", number(counts.people())));
      named.add(new Named("Rows about somebody already told of", number(counts.repeated())));
      named.add(
          file.state() == ImportState.READY
              ? new Named("Known before", number(counts.known()))
              : new Named("New contacts", number(counts.created())));
    }
    return named;
  }

  private static List<Option> encodings(@Nullable String chosen) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", "as found", chosen == null));
    ENCODINGS.forEach(name -> options.add(new Option(name, name, name.equals(chosen))));
    return options;
  }

  private static List<Option> separators(@Nullable String chosen) {
    return List.of(
        new Option("", "as found", chosen == null),
        new Option("comma", "comma", is(chosen, "comma", ",")),
        new Option("semicolon", "semicolon", is(chosen, "semicolon", ";")),
        new Option("tab", "tab", is(chosen, "tab", "\t")),
        new Option("bar", "bar", is(chosen, "bar", "|")));
  }

  private static boolean is(@Nullable String chosen, String name, String character) {
    return name.equals(chosen) || character.equals(chosen);
  }

  private static List<Column> columns(Found found) {
    List<Column> columns = new ArrayList<>();
    for (int at = 0; at < found.columns().size(); at++) {
      int place = at;
      io.afterword.platform.fileimport.Column column = found.columns().get(at);
      columns.add(
          new Column(
              at,
              column.name(),
              options(column),
              found.samples().stream()
                  .limit(SAMPLED)
                  .filter(row -> place < row.size())
                  .map(row -> row.get(place).strip())
                  .filter(cell -> !cell.isEmpty())
                  .collect(Collectors.joining(" · "))));
    }
    return columns;
  }

  private static List<Option> options(io.afterword.platform.fileimport.Column column) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", NAMES.getOrDefault("", ""), column.to().isEmpty()));
    for (String field : Target.fields()) {
      options.add(new Option(field, NAMES.getOrDefault(field, field), field.equals(column.to())));
    }
    boolean attribute = column.to().startsWith(Target.ATTRIBUTES);
    String path = attribute ? column.to() : Target.ATTRIBUTES + column.name().strip();
    if (Target.of(path).isPresent() && path.length() > Target.ATTRIBUTES.length()) {
      options.add(
          new Option(
              path,
              "attribute “%s”".formatted(path.substring(Target.ATTRIBUTES.length())),
              attribute));
    }
    return options;
  }

  private static String words(ImportState state) {
    return switch (state) {
      case UPLOADING -> "uploading";
      case READING -> "being looked at";
      case READY -> "waits for your word";
      case REFUSED -> "cannot be read";
      case IMPORTING -> "being taken";
      case DONE -> "taken";
      case CANCELLED -> "cancelled";
    };
  }

  private static String tone(ImportState state) {
    return switch (state) {
      case DONE -> "good";
      case REFUSED -> "bad";
      case READY -> "warn";
      case UPLOADING, READING, IMPORTING, CANCELLED -> "quiet";
    };
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
