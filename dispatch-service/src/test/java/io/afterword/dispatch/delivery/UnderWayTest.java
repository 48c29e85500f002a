package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private final UnderWay open = new UnderWay();

  @Test
  void nothing_under_way_is_over_at_once() {
    assertThat(open.close()).isCompleted();
    assertThat(open.begin()).isFalse();
  }

  @Test
  void it_is_over_when_the_last_piece_ends_and_what_it_led_to() {
    assertThat(open.begin()).isTrue();
    open.add(2);
    CompletableFuture<Void> over = open.close();
    open.end(1);
    open.end(1);
    assertThat(over).isNotDone();
    assertThat(open.open()).isEqualTo(1);
    open.end(1);
    assertThat(over).isCompleted();
  }
}
