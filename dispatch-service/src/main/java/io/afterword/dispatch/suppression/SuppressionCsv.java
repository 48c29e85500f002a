package io.afterword.dispatch.suppression;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.dispatch.suppression.Suppressions.Entry;
import io.afterword.dispatch.suppression.Suppressions.Listed;
import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.csv.CsvLine;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list as a file: ours, and those that mail services give out. */
final class SuppressionCsv {
  static final String HEADER = CsvLine.of(List.of("address", "reason", "source", "at"));
  private static final int MAX_SOURCE = 255;

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "address", List.of("address", "email", "e-mail", "email address", "recipient"),
          "reason", List.of("reason", "type"),
          "source", List.of("source"),
          "at", List.of("at", "date", "created", "created at"));

  /** What others call our reasons. */
  private static final Map<String, Suppression> REASONS =
      Map.of(
          "bounce", Suppression.BAD_ADDRESS,
          "bounced", Suppression.BAD_ADDRESS,
          "hard_bounce", Suppression.BAD_ADDRESS,
          "complaint", Suppression.COMPLAINED,
          "spam", Suppression.COMPLAINED,
          "unsubscribe", Suppression.OPTED_OUT,
          "unsubscribed", Suppression.OPTED_OUT,
          "opted_out", Suppression.OPTED_OUT);

  /** What stands for what the file does not say. */
  record Otherwise(Suppression reason, String source, Instant at) {}

  /** A row that is left out. */
  record Fault(long line, DispatchProblem code, String sentence) {}

  record Read(long rows, List<Entry> entries, List<Fault> faults) {}

  private final Otherwise otherwise;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private SuppressionCsv(Otherwise otherwise) {
    this.otherwise = otherwise;
  }

  static Read read(byte[] body, CsvFormat format, Otherwise otherwise) {
    var reading = new SuppressionCsv(otherwise);
    try (CsvFile file = CsvFile.open(new ByteArrayInputStream(body), format)) {
      CsvRow header = file.next();
      Map<String, Integer> columns = columns(header, file.separator());
      long rows = 0;
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        rows++;
        reading.take(row, columns);
      }
      return new Read(rows, reading.entries, reading.faults);
    } catch (CsvException unreadable) {
      throw CsvWish.problem(unreadable);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Integer> columns(@Nullable CsvRow header, char separator) {
    var columns = new HashMap<String, Integer>();
    List<String> names = header == null ? List.of() : header.cells();
    for (int at = 0; at < names.size(); at++) {
      String name = names.get(at).strip().toLowerCase(Locale.ROOT);
      int place = at;
      COLUMNS.forEach(
          (column, spellings) -> {
            if (spellings.contains(name)) {
              columns.putIfAbsent(column, place);
            }
          });
    }
    if (!columns.containsKey("address")) {
      throw Problem.of(
          DispatchProblem.NO_ADDRESS_COLUMN,
          "The first line must name the columns, one of them address or email. Read with %s between the columns it has %d: %s."
              .formatted(
                  separator == '\t' ? "a tab" : "'" + separator + "'",
                  names.size(),
                  String.join(" / ", names)));
    }
    return columns;
  }

  private void take(CsvRow row, Map<String, Integer> columns) {
    String address = cell(row, columns, "address");
    Optional<EmailAddress> email = EmailAddress.parse(address);
    if (email.isEmpty()) {
      faults.add(
          new Fault(
              row.line(),
              DispatchProblem.NOT_AN_EMAIL_ADDRESS,
              "The address must be one e-mail address, such as ada@example.com."));
      return;
    }
    Optional<Suppression> reason = reason(cell(row, columns, "reason"));
    if (reason.isEmpty()) {
      faults.add(
          new Fault(
              row.line(),
              DispatchProblem.UNKNOWN_VALUE,
              "The reason must be one of %s; ERASED is made by erasing."
                  .formatted(Arrays.toString(Suppression.values()))));
      return;
    }
    Optional<Instant> at = at(cell(row, columns, "at"));
    if (at.isEmpty()) {
      faults.add(
          new Fault(
              row.line(),
              DispatchProblem.NOT_A_TIME,
              "at must be a time such as 2026-03-01T09:30:00Z."));
      return;
    }
    String source = cell(row, columns, "source");
    entries.add(
        new Entry(
            email.get().normalised(),
            reason.get(),
            source.isEmpty() || source.length() > MAX_SOURCE ? otherwise.source() : source,
            at.get()));
  }

  private static String cell(CsvRow row, Map<String, Integer> columns, String column) {
    Integer at = columns.get(column);
    return at == null || at >= row.cells().size()
        ? ""
        : row.cells().get(at).replace("\0", "").strip();
  }

  private Optional<Suppression> reason(String text) {
    if (text.isEmpty()) {
      return Optional.of(otherwise.reason());
    }
    Suppression known = REASONS.get(text.toLowerCase(Locale.ROOT));
    if (known != null) {
      return Optional.of(known);
    }
    return Arrays.stream(Suppression.values())
        .filter(reason -> reason.name().equals(text) && reason != Suppression.ERASED)
        .findFirst();
  }

  private Optional<Instant> at(String text) {
    try {
      Instant at = text.isEmpty() ? otherwise.at() : OffsetDateTime.parse(text).toInstant();
      return at.isAfter(otherwise.at()) ? Optional.of(otherwise.at()) : Optional.of(at);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** An address cannot begin a formula, a source can: both go through the same guard. */
  static String line(Listed listed) {
    return CsvLine.of(
        Arrays.asList(
            listed.address(), listed.reason().name(), listed.source(), listed.at().toString()));
  }
}
