package io.afterword.platform.fileimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTest {
  private static final List<Column> WISHED =
      List.of(new Column("Mail", "email"), new Column("Plan", ""), new Column("Post", ""));

  @Test
  void the_columns_of_a_file_are_what_somebody_wished_by_their_names() {
    assertThat(Column.wished(WISHED, List.of("Plan", "unnamed", "Mail", "Mail")))
        .containsExactly("", "", "email", "email");
  }

  @Test
  void any_number_is_left_out_and_nothing_else_is_there_twice() {
    assertThat(WISHED).noneMatch(column -> column.isThereTwice(WISHED));
    var twice = List.of(new Column("Mail", "email"), new Column("E-post", "email"));
    assertThat(twice).allMatch(column -> column.isThereTwice(twice));
  }

  @Test
  void a_form_that_showed_no_columns_says_nothing_about_them() {
    assertThat(Column.ofForm(List.of("Mail"), List.of("email")))
        .containsExactly(new Column("Mail", "email"));
    assertThat(Column.ofForm(null, null)).isNull();
    assertThat(Column.ofForm(List.of(), List.of())).isNull();
    assertThat(Column.ofForm(List.of("Mail", "Plan"), List.of("email"))).isNull();
  }
}
