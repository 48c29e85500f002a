package io.afterword.platform.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows, read one after the other, so that its size does not matter. What the file is is
 * found out where nobody says it: byte order marks, the separator of the first line, Excel's line
 * {@code sep=;}. What cannot be read is refused with its line and never guessed.
 */
public final class CsvFile implements AutoCloseable {
  /** The first line of any file fits. */
  private static final int LOOK = 32 * 1024;

  /** A longer row is a quote that nobody closed. */
  private static final int LONGEST_ROW = 256 * 1024;

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  /** Follows the last row; it would be inside a quote that was never closed. */
  private static final String END = "\u0001end of file\u0001";

  private static final byte[] WORKBOOK = {'P', 'K', 3, 4};
  private static final byte[] OLD_WORKBOOK = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  private final Charset charset;
  private final char separator;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final long skipped;
  private long line;
  private boolean ended;

  private CsvFile(InputStream body, Charset charset, Opening opening) {
    this.charset = charset;
    this.separator = opening.separator();
    this.skipped = opening.skipped();
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_ROW)
            .ofCsvRecord(new StrictReader(body, charset, "\n" + END));
    this.records = reader.iterator();
  }

  /** What the first line tells, and how many lines it takes away. */
  private record Opening(char separator, long skipped) {}

  /**
   * @throws CsvException if it is no file of rows
   */
  public static CsvFile open(InputStream stream, CsvFormat format) throws IOException {
    var body = new BufferedInputStream(stream, LOOK);
    byte[] head = look(body);
    int mark = markLength(head);
    refuseOthers(head, mark);
    Charset charset = format.charset() == null ? charset(head) : format.charset();
    body.skipNBytes(mark);
    String text = new String(head, mark, head.length - mark, charset);
    return new CsvFile(body, charset, opening(text, format, body, charset));
  }

  public Charset charset() {
    return charset;
  }

  public char separator() {
    return separator;
  }

  /**
   * The next row, or null after the last.
   *
   * @throws CsvException if the rest cannot be read
   */
  public @Nullable CsvRow next() {
    if (ended) {
      return null;
    }
    try {
      if (!records.hasNext()) {
        throw openQuote();
      }
      CsvRecord record = records.next();
      List<String> cells = record.getFields();
      if (cells.get(cells.size() - 1).endsWith(END)) {
        if (cells.size() > 1 || cells.get(0).length() > END.length()) {
          line = record.getStartingLineNumber() + skipped;
          throw openQuote();
        }
        ended = true;
        return null;
      }
      line = record.getStartingLineNumber() + skipped;
      return new CsvRow(line, cells);
    } catch (CsvParseException broken) {
      if (broken.getCause() instanceof CsvException undecodable) {
        throw undecodable;
      }
      throw new CsvException(
          CsvException.Fault.BROKEN_QUOTES,
          line + 1,
          "After line %d a quoted cell is longer than a cell can be, or has text behind its closing quote; a quote inside a quoted cell is written twice."
              .formatted(line));
    }
  }

  private CsvException openQuote() {
    return new CsvException(
        CsvException.Fault.BROKEN_QUOTES,
        line,
        "A quote in the row of line %d is never closed.".formatted(line));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static byte[] look(BufferedInputStream body) throws IOException {
    body.mark(LOOK);
    byte[] head = body.readNBytes(LOOK - 1);
    body.reset();
    return head;
  }

  private static boolean begins(byte[] head, byte... with) {
    return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
  }

  private static int markLength(byte[] head) {
    if (begins(head, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF)) {
      return 3;
    }
    return begins(head, (byte) 0xFE, (byte) 0xFF) || begins(head, (byte) 0xFF, (byte) 0xFE) ? 2 : 0;
  }

  private static Charset charset(byte[] head) {
    if (begins(head, (byte) 0xFE, (byte) 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return begins(head, (byte) 0xFF, (byte) 0xFE)
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  private static void refuseOthers(byte[] head, int mark) {
    if (begins(head, WORKBOOK) || begins(head, OLD_WORKBOOK)) {
      throw new CsvException(
          CsvException.Fault.NOT_CSV,
          1,
          "This is a workbook and no CSV file; in Excel, save it as “CSV UTF-8”.");
    }
    if (mark != 2) {
      for (byte one : head) {
        if (one == 0) {
          throw new CsvException(
              CsvException.Fault.WRONG_ENCODING,
              1,
              "The file has zero bytes: it is UTF-16 without its mark, or no text. Save it as UTF-8.");
        }
      }
    }
  }

  private static Opening opening(
      String text, CsvFormat format, BufferedInputStream body, Charset charset) throws IOException {
    String first = text.lines().findFirst().orElse("");
    boolean said = first.length() == 5 && first.startsWith("sep=");
    if (said) {
      int end = text.startsWith("\r\n", first.length()) ? 2 : 1;
      String away = text.substring(0, Math.min(text.length(), first.length() + end));
      body.skipNBytes(away.getBytes(charset).length);
    }
    if (format.separator() != null) {
      return new Opening(format.separator(), said ? 1 : 0);
    }
    return said ? new Opening(first.charAt(4), 1) : new Opening(separator(text), 0);
  }

  /** What stands most often between the cells of the first line. */
  private static char separator(String text) {
    int[] seen = new int[SEPARATORS.length];
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
      for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
        seen[s] += c == SEPARATORS[s] ? 1 : 0;
      }
    }
    int best = 0;
    for (int s = 1; s < SEPARATORS.length; s++) {
      best = seen[s] > seen[best] ? s : best;
    }
    return SEPARATORS[best];
  }
}
