package io.afterword.scoring.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.platform.problem.Problem;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from an uploaded series, and what is refused with its line. */
class SeriesCsvTest {

  @Test
  void days_and_numbers_in_any_order_with_names_or_without() {
    SeriesCsv read =
        SeriesCsv.read("day,retention\r\n2026-11-09,89.45\r\n\r\n\"2026-11-02\", 9e1 \r\n");

    assertThat(read.values())
        .containsExactly(
            Map.entry(LocalDate.parse("2026-11-02"), 90.0),
            Map.entry(LocalDate.parse("2026-11-09"), 89.45));
    assertThat(SeriesCsv.read("\uFEFF2026-11-02,-3").values()).hasSize(1);
  }

  @Test
  void a_day_without_a_number_is_a_hole_and_not_zero() {
    SeriesCsv read = SeriesCsv.read("2026-11-02,1\n2026-11-09,\n2026-11-16,3\n");

    assertThat(read.values()).hasSize(2);
    assertThat(read.holes()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-02;87.5       | line 1: the columns must be separated by a comma
          2026-11-02,87,5       | line 1: a line has a day and a number, decimals after a point
          2026-11-02,NaN        | line 1: the value must be a finite number
          2026-11-02,Infinity   | line 1: the value must be a finite number
          2026-11-02,1e999      | line 1: the value must be a finite number
          2026-11-02,1d         | line 1: the value must be a finite number
          2026-11-02,-          | line 1: the value must be a finite number
          02.11.2026,87.5       | line 1: the day must be a date such as 2026-11-30
          2026-02-30,87.5       | line 1: the day must be a date such as 2026-11-30
          2026-11-02,1~2026-11-02,2 | line 2: the day 2026-11-02 is there twice
          day,value~            | there is no line such as
          """)
  void what_could_be_misread_is_refused_with_its_line(String csv, String why) {
    assertThatThrownBy(() -> SeriesCsv.read(csv.replace('~', '\n')))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("BAD_CSV")
        .hasMessageContaining(why);
  }

  @Test
  void a_series_has_an_end() {
    String lines = "x,1\n".repeat(SeriesCsv.MOST_LINES + 1);

    assertThatThrownBy(() -> SeriesCsv.read(lines)).hasMessageContaining("at most 5000 lines");
  }
}
