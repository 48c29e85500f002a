package io.afterword.platform.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

  @Test
  void values_stand_as_they_are_and_nothing_is_nothing() {
    assertThat(CsvLine.of(Arrays.asList("a b", 4, -2.5, true, null, "")))
        .isEqualTo("a b,4,-2.5,true,,\r\n");
  }

  @Test
  void what_would_break_the_line_is_quoted() {
    assertThat(CsvLine.of(List.of("a,b", "say \"hi\"", "two\nlines")))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void what_a_spreadsheet_would_run_is_text(String formula) {
    assertThat(CsvLine.of(List.of(formula))).isEqualTo("\"'" + formula + "\"\r\n");
  }
}
