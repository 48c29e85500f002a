package io.afterword.scoring.standby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final long SECOND = 1_000_000_000L;

  private final Marks marks = new Marks(3);

  @Test
  void nothing_is_known_of_one_that_has_not_passed_the_first_mark() {
    assertThat(marks.behind(0, 100)).isEmpty();
    marks.written(0, 100);

    assertThat(marks.behind(SECOND, 99)).isEmpty();
  }

  @Test
  void a_standby_is_as_old_as_the_newest_mark_that_it_has_passed() {
    marks.written(0, 100);
    marks.written(SECOND, 200);
    marks.written(2 * SECOND, 300);

    assertThat(marks.behind(5 * SECOND, 250)).contains(Duration.ofSeconds(4));
  }

  @Test
  void at_rest_it_is_young_at_every_look() {
    for (long second = 0; second < 10; second++) {
      marks.written(second * SECOND, 100);
    }

    assertThat(marks.behind(10 * SECOND, 100)).contains(Duration.ofSeconds(1));
  }

  @Test
  void one_that_hears_nothing_grows_old_until_nothing_is_known_of_it() {
    marks.written(0, 100);
    marks.written(SECOND, 101);
    marks.written(2 * SECOND, 102);
    assertThat(marks.behind(9 * SECOND, 100)).contains(Duration.ofSeconds(9));

    marks.written(3 * SECOND, 103);
    assertThat(marks.behind(10 * SECOND, 100)).isEmpty();
    assertThat(marks.behind(10 * SECOND, 102)).contains(Duration.ofSeconds(8));
  }

  @Test
  void another_writer_begins_anew() {
    marks.written(0, 100);
    marks.forget();

    assertThat(marks.behind(SECOND, 100)).isEmpty();
  }
}
