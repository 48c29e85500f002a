package io.afterword.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain",
        "=1+1|'=1+1",
        "+47 22|'+47 22",
        "-12|'-12",
        "@cmd|'@cmd",
        "a,b|\"a,b\"",
        "say \"hi\"|\"say \"\"hi\"\"\"",
        "=HYPERLINK(\"x\",1)|\"'=HYPERLINK(\"\"x\"\",1)\"",
      })
  void a_text_is_never_a_formula(String text, String cell) {
    assertThat(CsvLine.of(List.of(text))).isEqualTo(cell + "\r\n");
  }

  @Test
  void what_is_more_than_a_line_or_begins_with_white_space_is_kept_as_a_text() {
    assertThat(CsvLine.of(List.of("two\nlines", "\t=1", "\r=1")))
        .isEqualTo("\"two\nlines\",'\t=1,\"'\r=1\"\r\n");
  }

  @Test
  void numbers_stay_numbers_and_nothing_is_empty() {
    assertThat(CsvLine.of(Arrays.asList(-12.5, 3L, null, true, "x")))
        .isEqualTo("-12.5,3,,true,x\r\n");
  }
}
