package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.responseimport.ResponseImport.Counts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of the pages about imports. Pure. */
final class ImportPageText {
  private static final int SAMPLED = 3;

  private static final Map<String, String> NAMES =
      Map.of(
          "", "leave out",
          "firstAnsweredAt", "when it was answered",
          "id", "id in the other tool",
          "locale", "language",
          "contactId", "contact's id here",
          "agent.id", "agent's id",
          "agent.name", "agent's name");

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
    this.time = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(zone);
  }

  /** An import in the list. */
  record Line(
      String id, String name, String state, String tone, String rows, String faulty, String at) {}

  /** One import; empty lists are left out. */
  record Page(
      String survey,
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
      List<Option> layouts,
      List<Option> encodings,
      List<Option> separators,
      List<Option> orders,
      String zone,
      String locale,
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

  Line line(ResponseImport file) {
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
      ResponseImport file,
      Definition definition,
      List<io.afterword.platform.fileimport.RowFault> faults,
      boolean mayChange) {
    Found found = file.found();
    Counts counts = file.counts();
    ResponseImport.Wish wish = file.wish();
    boolean taking = file.state() == ImportState.IMPORTING;
    return new Page(
        file.surveyId().toString(),
        file.id().toString(),
        file.name(),
        sentence(file),
        file.state().isUnderWay(),
        taking ? counts.done() : counts.rows(),
        taking ? counts.takable() : 0,
        counts(file),
        mayChange && file.state() == ImportState.READY && counts.fresh() > 0,
        counts.fresh() == 1 ? "this answer" : "these " + number(counts.fresh()) + " answers",
        faults.stream().map(fault -> new RowFault(fault.line(), fault.sentence())).toList(),
        mayChange && (file.state() == ImportState.READY || file.state() == ImportState.REFUSED),
        layouts(found == null ? wish.layout() : found.layout()),
        encodings(found == null ? wish.encoding() : found.encoding()),
        separators(found == null ? wish.separator() : found.separator()),
        orders(wish.dates()),
        wish.zone() == null ? "" : wish.zone(),
        wish.locale() == null ? "" : wish.locale(),
        found == null ? List.of() : columns(found, definition),
        mayChange && file.state().mayBeCancelled());
  }

  private static String sentence(ResponseImport file) {
    Refusal refusal = file.refusal();
    if (refusal != null) {
      return "The file cannot be taken as it is. " + refusal.detail();
    }
    return switch (file.state()) {
      case UPLOADING -> "Parts of the file are still on their way.";
      case READING -> "The file is being looked at.";
      case READY ->
          file.counts().fresh() == 0
              ? "There is no row that would bring anything new."
              : "This is what is in the file. Nothing was taken yet.";
      case IMPORTING -> "The answers are being taken.";
      case DONE ->
          "The answers were taken; they are version %d of the survey.".formatted(file.version());
      case CANCELLED -> "The import was cancelled, and the file is forgotten.";
      case REFUSED -> "The file cannot be taken as it is.";
    };
  }

  private List<Named> counts(ResponseImport file) {
    Counts counts = file.counts();
    List<Named> named = new ArrayList<>();
    if (file.state() == ImportState.READY
        || file.state() == ImportState.DONE
        || file.state() == ImportState.IMPORTING) {
      named.add(new Named("Rows", number(counts.rows())));
      named.add(new Named("Rows that are left out", number(counts.faulty())));
      named.add(new Named("Rows with the id of an earlier row", number(counts.repeated())));
      named.add(new Named("Brought by an earlier import", number(counts.known())));
      named.add(
          file.state() == ImportState.READY
              ? new Named("New answers", number(counts.fresh()))
              : new Named("Answers taken", number(counts.created())));
      named.add(new Named("First and last", between(counts.earliest(), counts.latest())));
    }
    return named;
  }

  private String between(@Nullable Instant earliest, @Nullable Instant latest) {
    return earliest == null || latest == null
        ? "none"
        : time.format(earliest) + " to " + time.format(latest);
  }

  private static List<Option> layouts(@Nullable Layout chosen) {
    return List.of(
        new Option("", "as found", chosen == null),
        new Option(Layout.DELIGHTED.name(), "Delighted", chosen == Layout.DELIGHTED),
        new Option(Layout.GOOGLE_FORMS.name(), "Google Forms", chosen == Layout.GOOGLE_FORMS),
        new Option(Layout.COLUMNS.name(), "another one", chosen == Layout.COLUMNS));
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
        new Option("comma", "comma", is(chosen, "comma", ",")),
        new Option("semicolon", "semicolon", is(chosen, "semicolon", ";")),
        new Option("tab", "tab", is(chosen, "tab", "\t")),
        new Option("bar", "bar", is(chosen, "bar", "|")));
  }

  private static boolean is(@Nullable String chosen, String name, String character) {
    return name.equals(chosen) || character.equals(chosen);
  }

  private static List<Option> orders(@Nullable DateOrder chosen) {
    return List.of(
        new Option("", "nothing that could be read in two ways", chosen == null),
        new Option(DateOrder.DAY_FIRST.name(), "the day first", chosen == DateOrder.DAY_FIRST),
        new Option(
            DateOrder.MONTH_FIRST.name(), "the month first", chosen == DateOrder.MONTH_FIRST));
  }

  private static List<Column> columns(Found found, Definition definition) {
    List<Column> columns = new ArrayList<>();
    for (int at = 0; at < found.columns().size(); at++) {
      int place = at;
      io.afterword.platform.fileimport.Column column = found.columns().get(at);
      columns.add(
          new Column(
              at,
              column.name(),
              options(column, definition),
              found.samples().stream()
                  .limit(SAMPLED)
                  .filter(row -> place < row.size())
                  .map(row -> row.get(place).strip())
                  .filter(cell -> !cell.isEmpty())
                  .collect(Collectors.joining(" · "))));
    }
    return columns;
  }

  private static List<Option> options(
      io.afterword.platform.fileimport.Column column, Definition definition) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", NAMES.getOrDefault("", ""), column.to().isEmpty()));
    for (String path : Target.all(definition)) {
      options.add(new Option(path, name(new Target(path), definition), path.equals(column.to())));
    }
    return options;
  }

  private static String name(Target target, Definition definition) {
    if (!target.isAnswer()) {
      return NAMES.getOrDefault(target.path(), target.path());
    }
    return definition
        .question(target.question())
        .map(
            question -> (question.scored() ? "rating: " : "answer: ") + words(question, definition))
        .orElse(target.path());
  }

  private static String words(Question question, Definition definition) {
    return question.text().getOrDefault(definition.defaultLocale(), question.id());
  }

  private static String words(ImportState state) {
    return switch (state) {
      case UPLOADING -> "Uploading";
      case READING -> "Being looked at";
      case READY -> "Waits for you";
      case REFUSED -> "Cannot be read";
      case IMPORTING -> "Being taken";
      case DONE -> "Taken";
      case CANCELLED -> "Cancelled";
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

  private static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }
}
