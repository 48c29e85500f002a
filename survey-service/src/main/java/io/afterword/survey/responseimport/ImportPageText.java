package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.Figure;
import io.afterword.platform.fileimport.ImportLine;
import io.afterword.platform.fileimport.ImportShown;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Option;
import io.afterword.platform.fileimport.ReadingForm;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.platform.fileimport.RowFault;
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
import org.jspecify.annotations.Nullable;

/** The words of the pages about imports. Pure. */
final class ImportPageText {
  private static final Map<String, String> NAMES =
      Map.of(
          "", "leave out",
          "firstAnsweredAt", "when it was answered",
          "id", "id in the other tool",
          "locale", "language",
          "contactId", "contact's id here",
          "agent.id", "agent's id",
          "agent.name", "agent's name");

  private final DateTimeFormatter time;

  ImportPageText(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(zone);
  }

  /** One import, with what is asked about answers only. */
  record Page(
      String survey,
      ImportShown shown,
      List<Option> layouts,
      List<Option> orders,
      String zone,
      String locale) {}

  ImportLine line(ResponseImport file) {
    return ImportLine.of(
        file,
        words(file.state()),
        file.counts().rows(),
        file.counts().faulty(),
        time.format(file.createdAt()));
  }

  Page page(ResponseImport file, Definition definition, List<RowFault> faults, boolean mayChange) {
    Found found = file.found();
    ResponseImport.Wish wish = file.wish();
    return new Page(
        file.surveyId().toString(),
        shown(file, definition, faults, mayChange),
        layouts(found == null ? wish.layout() : found.layout()),
        orders(wish.dates()),
        wish.zone() == null ? "" : wish.zone(),
        wish.locale() == null ? "" : wish.locale());
  }

  private ImportShown shown(
      ResponseImport file, Definition definition, List<RowFault> faults, boolean mayChange) {
    Counts counts = file.counts();
    boolean taking = file.state() == ImportState.IMPORTING;
    return new ImportShown(
        file,
        "/surveys/%s/import/%s".formatted(file.surveyId(), file.id()),
        new ImportShown.Words(sentence(file), counts(file), taking(counts.fresh())),
        taking ? counts.done() : counts.rows(),
        taking ? counts.takable() : 0,
        faults,
        form(file, definition),
        mayChange);
  }

  private static String taking(long fresh) {
    if (fresh <= 0) {
      return "";
    }
    return fresh == 1 ? "this answer" : "these " + Figure.text(fresh) + " answers";
  }

  private static ReadingForm form(ResponseImport file, Definition definition) {
    Found found = file.found();
    return found == null
        ? ReadingForm.of(file.wish().encoding(), file.wish().separator(), List.of())
        : ReadingForm.of(
            found.encoding(),
            found.separator(),
            ReadingForm.columns(
                found.columns(), found.samples(), column -> options(column, definition)));
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

  private List<Figure> counts(ResponseImport file) {
    Counts counts = file.counts();
    List<Figure> named = new ArrayList<>();
    if (file.state() == ImportState.READY
        || file.state() == ImportState.DONE
        || file.state() == ImportState.IMPORTING) {
      named.add(Figure.of("Rows", counts.rows()));
      named.add(Figure.of("Rows that are left out", counts.faulty()));
      named.add(Figure.of("Rows with the id of an earlier row", counts.repeated()));
      named.add(Figure.of("Brought by an earlier import", counts.known()));
      named.add(
          file.state() == ImportState.READY
              ? Figure.of("New answers", counts.fresh())
              : Figure.of("Answers taken", counts.created()));
      named.add(new Figure("First and last", between(counts.earliest(), counts.latest())));
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

  private static List<Option> orders(@Nullable DateOrder chosen) {
    return List.of(
        new Option("", "nothing that could be read in two ways", chosen == null),
        new Option(DateOrder.DAY_FIRST.name(), "the day first", chosen == DateOrder.DAY_FIRST),
        new Option(
            DateOrder.MONTH_FIRST.name(), "the month first", chosen == DateOrder.MONTH_FIRST));
  }

  private static List<Option> options(Column column, Definition definition) {
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
}
