package io.afterword.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static List<CsvRow> rows(byte[] bytes, CsvFormat format) {
    try (var file = CsvFile.open(new ByteArrayInputStream(bytes), format)) {
      List<CsvRow> rows = new ArrayList<>();
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<CsvRow> rows(String text) {
    return rows(text.getBytes(StandardCharsets.UTF_8), CsvFormat.AS_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_separator_is_the_one_of_the_first_line(String separator) {
    assertThat(rows("email%1$sname\na@b.no%1$s\"x%1$s, y\"\n".formatted(separator)))
        .containsExactly(
            new CsvRow(1, List.of("email", "name")),
            new CsvRow(2, List.of("a@b.no", "x" + separator + ", y")));
  }

  @Test
  void a_separator_that_is_said_is_used_whatever_it_looks_like() {
    assertThat(rows("a;b,c\n1;2,3".getBytes(StandardCharsets.UTF_8), new CsvFormat(null, ',')))
        .containsExactly(new CsvRow(1, List.of("a;b", "c")), new CsvRow(2, List.of("1;2", "3")));
  }

  @Test
  void quoted_cells_go_over_lines_and_the_next_row_has_its_line() {
    assertThat(rows("a,b\r\n\"one\r\ntwo \"\"2\"\"\",x\r\n\r\nlast,y"))
        .containsExactly(
            new CsvRow(1, List.of("a", "b")),
            new CsvRow(2, List.of("one\r\ntwo \"2\"", "x")),
            new CsvRow(5, List.of("last", "y")));
  }

  @Test
  void excels_line_of_the_separator_is_no_row() {
    assertThat(rows("sep=;\r\na;b\r\n1;2\r\n"))
        .containsExactly(new CsvRow(2, List.of("a", "b")), new CsvRow(3, List.of("1", "2")));
  }

  @Test
  void byte_order_marks_say_the_encoding_and_are_no_text() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertThat(rows("\uFEFFnavn\nBjørn\n".getBytes(charset), CsvFormat.AS_FOUND))
          .containsExactly(new CsvRow(1, List.of("navn")), new CsvRow(2, List.of("Bjørn")));
    }
  }

  @Test
  void another_encoding_is_refused_with_its_line_and_read_when_it_is_said() {
    byte[] file = "navn\nKari\nBjørn\n".getBytes(WINDOWS);
    assertThatThrownBy(() -> rows(file, CsvFormat.AS_FOUND))
        .isInstanceOfSatisfying(
            CsvException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(CsvException.Fault.WRONG_ENCODING);
              assertThat(e.line()).isEqualTo(3);
              assertThat(e).hasMessageContaining("0xF8").hasMessageContaining("windows-1252");
            });
    assertThat(rows(file, new CsvFormat(WINDOWS, null)).get(2).cells()).containsExactly("Bjørn");
  }

  @Test
  void a_wrong_byte_far_behind_is_found_on_its_line() {
    byte[] file = ("x,y\n".repeat(40_000) + "\u00F8\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> rows(file, CsvFormat.AS_FOUND))
        .isInstanceOfSatisfying(CsvException.class, e -> assertThat(e.line()).isEqualTo(40_001));
  }

  @Test
  void utf_16_without_its_mark_and_workbooks_are_refused() {
    assertThatThrownBy(() -> rows("a,b".getBytes(StandardCharsets.UTF_16LE), CsvFormat.AS_FOUND))
        .hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> rows(new byte[] {'P', 'K', 3, 4, 0}, CsvFormat.AS_FOUND))
        .hasMessageContaining("workbook");
  }

  @Test
  void a_quote_that_is_never_closed_swallows_no_rows() {
    assertThatThrownBy(() -> rows("a,b\n1,2\n\"3,4\n5,6\n"))
        .isInstanceOfSatisfying(
            CsvException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(CsvException.Fault.BROKEN_QUOTES);
              assertThat(e.line()).isEqualTo(3);
            });
    assertThatThrownBy(() -> rows("a\n\"" + "x\n".repeat(500_000)))
        .isInstanceOf(CsvException.class);
    assertThatThrownBy(() -> rows("a\n\"x\" y\n")).isInstanceOf(CsvException.class);
  }

  @Test
  void behind_the_end_there_is_nothing_however_often_one_asks() throws IOException {
    byte[] file = "a\n1\n".getBytes(StandardCharsets.UTF_8);
    try (var csv = CsvFile.open(new ByteArrayInputStream(file), CsvFormat.AS_FOUND)) {
      csv.next();
      csv.next();
      assertThat(csv.next()).isNull();
      assertThat(csv.next()).isNull();
    }
  }

  @Test
  void nothing_is_no_rows() {
    assertThat(rows("")).isEmpty();
    assertThat(rows("\n\n")).isEmpty();
  }

  @Test
  void a_long_file_is_read_to_its_end_row_by_row() throws IOException {
    byte[] rows = "ada@example.com,Ada Lovelace\n".repeat(700_000).getBytes(StandardCharsets.UTF_8);
    long count = 0;
    try (var file = CsvFile.open(new ByteArrayInputStream(rows), CsvFormat.AS_FOUND)) {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        count++;
      }
    }
    assertThat(count).isEqualTo(700_000);
  }
}
