package io.afterword.scoring.standby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final long SECOND = 1_000_000_000L;

  private final Marks marks = new Marks(3);

  @Test
  void nothing_is_known_before_the_first_mark_is_passed() {
    assertThat(marks.behind(0)).isEmpty();
    marks.written(0, 100);
    marks.replayed(99);

    assertThat(marks.behind(SECOND)).isEmpty();
  }

  @Test
  void a_standby_is_as_old_as_the_last_mark_that_it_has_passed() {
    marks.written(0, 100);
    marks.written(SECOND, 200);
    marks.written(2 * SECOND, 300);
    marks.replayed(250);

    assertThat(marks.behind(5 * SECOND)).contains(Duration.ofSeconds(4));
  }

  @Test
  void at_rest_it_is_young_at_every_look() {
    for (long second = 0; second < 10; second++) {
      marks.written(second * SECOND, 100);
      marks.replayed(100);
    }

    assertThat(marks.behind(10 * SECOND)).contains(Duration.ofSeconds(1));
  }

  @Test
  void one_that_hears_nothing_grows_old_and_catches_up_at_the_newest_mark_only() {
    marks.written(0, 100);
    marks.replayed(100);
    for (long second = 1; second < 10; second++) {
      marks.written(second * SECOND, 100 + second);
      marks.replayed(100);
    }

    assertThat(marks.behind(10 * SECOND)).contains(Duration.ofSeconds(10));
    marks.replayed(108);
    assertThat(marks.behind(10 * SECOND)).contains(Duration.ofSeconds(2));
  }
}
