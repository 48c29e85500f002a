package io.afterword.scoring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

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
    assertThat(Csv.line(List.of(text))).isEqualTo(cell + "\r\n");
  }

  @Test
  void numbers_stay_numbers_and_nothing_is_empty() {
    assertThat(Csv.line(Arrays.asList(-12.5, 3L, null, "x"))).isEqualTo("-12.5,3,,x\r\n");
  }

  @Test
  void what_people_and_programs_read_differs_in_columns_only() {
    Table table =
        new Table(
            List.of(
                Table.Column.text("name", "Name"),
                Table.Column.text("range", "Range").forPeople(),
                Table.Column.number("lower", "Lower").forPrograms()),
            List.of(
                List.of(
                    Table.Cell.text("\tAda"), Table.Cell.text("1–2"), Table.Cell.of("1", 1.25))),
            Table.Kind.PLAIN);

    assertThat(table.csv()).isEqualTo("name,lower\r\n'\tAda,1.25\r\n");
    assertThat(table.shownColumns()).extracting(Table.Column::key).containsExactly("name", "range");
    assertThat(table.shownRows().get(0)).hasSize(2);
  }
}
