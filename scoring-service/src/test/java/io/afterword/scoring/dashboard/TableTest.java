package io.afterword.scoring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

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

  @Test
  void what_the_page_leaves_out_is_counted_and_in_the_file() {
    Table table =
        new Table(
            List.of(Table.Column.text("name", "Name")),
            List.of(
                List.of(Table.Cell.text("Ada")),
                List.of(Table.Cell.text("Ben")),
                List.of(Table.Cell.text("Cleo"))),
            Table.Kind.PLAIN,
            2);

    assertThat(table.shownRows()).hasSize(2);
    assertThat(table.left()).isEqualTo(1);
    assertThat(table.csv()).contains("Cleo");
  }
}
