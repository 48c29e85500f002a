package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void gives_back_what_went_in_whatever_it_holds() {
    String cursor = Cursor.encode("2026-03-01T12:00:00Z", "", "a:1b/ü\n", "4");

    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.decode(cursor)).containsExactly("2026-03-01T12:00:00Z", "", "a:1b/ü\n", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "1:a2:b", "5:abc", "abc", "99999:a", "-1:a", ":a", "1"})
  void refuses_what_it_cannot_have_made(String text) {
    String cursor =
        text.equals("!")
            ? text
            : Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Cursor.decode(cursor))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(CommonProblem.INVALID_CURSOR));
  }

  @Test
  void refuses_a_cursor_of_another_list() {
    String cursor = Cursor.encode("one", "two");

    assertThat(Cursor.decode(cursor, 2)).hasSize(2);
    assertThatThrownBy(() -> Cursor.decode(cursor, 1)).isInstanceOf(Problem.class);
  }
}
