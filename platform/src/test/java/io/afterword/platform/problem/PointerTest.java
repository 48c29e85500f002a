package io.afterword.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointerTest {

  @Test
  void escapes_the_two_characters_that_need_it() {
    assertThat(Pointer.escaped("a/b~c")).isEqualTo("a~1b~0c");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the body",
    "/name, name",
    "/items/3/contact/email, email",
    "/items/3, items[3]",
    "/3, item 3",
    "/facts/a~1b, a/b",
  })
  void is_spoken_by_its_last_part(String pointer, String spoken) {
    assertThat(Pointer.spoken(pointer)).isEqualTo(spoken);
  }
}
