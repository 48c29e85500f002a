package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.contactimport.ContactImport.Counts;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.Figure;
import io.afterword.platform.fileimport.ImportLine;
import io.afterword.platform.fileimport.ImportShown;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Option;
import io.afterword.platform.fileimport.ReadingForm;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.platform.fileimport.RowFault;
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

  private final DateTimeFormatter time;

  ImportPageText(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  ImportLine line(ContactImport file) {
    return ImportLine.of(
        file,
        words(file.state()),
        file.counts().rows(),
        file.counts().faulty(),
        time.format(file.createdAt()));
  }

  static ImportShown page(ContactImport file, List<RowFault> faults, boolean mayChange) {
    Counts counts = file.counts();
    boolean taking = file.state() == ImportState.IMPORTING;
    return new ImportShown(
        file,
        "/people/import/" + file.id(),
        new ImportShown.Words(sentence(file), counts(file), taking(counts.people())),
        taking ? counts.done() : counts.rows(),
        taking ? counts.rows() : 0,
        faults,
        form(file.wish(), file.found()),
        mayChange);
  }

  private static String taking(long people) {
    if (people == 0) {
      return "";
    }
    return people == 1 ? "this contact" : "these " + Figure.text(people) + " contacts";
  }

  private static ReadingForm form(Wish wish, @Nullable Found found) {
    return found == null
        ? ReadingForm.of(wish.encoding(), wish.separator(), List.of())
        : ReadingForm.of(
            found.encoding(),
            found.separator(),
            ReadingForm.columns(found.columns(), found.samples(), ImportPageText::options));
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

  private static List<Figure> counts(ContactImport file) {
    Counts counts = file.counts();
    List<Figure> named = new ArrayList<>();
    if (file.state() == ImportState.READY
        || file.state() == ImportState.DONE
        || file.state() == ImportState.IMPORTING) {
      named.add(Figure.of("Rows", counts.rows()));
      named.add(Figure.of("Rows that are left out", counts.faulty()));
      named.add(Figure.of("People in the other rows", counts.people()));
      named.add(Figure.of("Rows about somebody already told of", counts.repeated()));
      named.add(
          file.state() == ImportState.READY
              ? Figure.of("Known before", counts.known())
              : Figure.of("New contacts", counts.created()));
    }
    return named;
  }

  private static List<Option> options(Column column) {
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
}
