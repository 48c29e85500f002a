package io.afterword.dispatch.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.recurrence.Circle.Arc;
import io.afterword.dispatch.recurrence.Circle.Cursor;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CircleTest {
  /** Whatever the rotation and the ends of the steps are, each slot is walked once, in order. */
  @Property
  void every_slot_is_walked_once_in_the_order_of_places(
      @ForAll @IntRange(max = Circle.SIZE - 1) int rotation,
      @ForAll @IntRange(min = 1, max = Circle.SIZE) int today) {
    var circle = new Circle(rotation);
    Cursor cursor = Cursor.at(0);
    long walked = 0;
    int place = 0;
    for (int end : new int[] {today, Circle.SIZE}) {
      while (cursor.place() < end) {
        Arc arc = circle.next(cursor, end);
        assertThat(arc.high()).isGreaterThan(arc.low());
        assertThat(circle.place(arc.low())).isEqualTo(place);
        walked += arc.high() - arc.low();
        place = arc.after().place();
        assertThat(place).isEqualTo(walked);
        cursor = arc.after();
      }
    }
    assertThat(walked).isEqualTo(Circle.SIZE);
  }

  @Test
  void two_policies_begin_at_different_points() {
    Circle one = Circle.of(UUID.fromString("01937c5e-7d1f-7000-8000-000000000001"));
    Circle other = Circle.of(UUID.fromString("01937c5e-7d1f-7000-8000-000000000002"));
    assertThat(Math.abs(one.rotation() - other.rotation())).isGreaterThan(Circle.SIZE / 100);
  }
}
