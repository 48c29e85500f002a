package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int PLACES = 4;

  private final Stock<Integer> stock = new Stock<>();

  @Test
  void an_idle_sender_prepares_for_its_places_and_two_fillings_more() {
    assertThat(stock.wanted(PLACES)).isEqualTo(12);
  }

  @Test
  void nothing_is_prepared_while_a_filling_is_at_hand_and_then_a_whole_batch() {
    stock.add(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), NOON);
    assertThat(stock.fill(PLACES)).containsExactly(1, 2, 3, 4);
    stock.filled(0);
    assertThat(stock.wanted(PLACES)).isZero();
    stock.becameFree(1);
    assertThat(stock.fill(PLACES)).containsExactly(5);
    assertThat(stock.wanted(PLACES)).isEqualTo(4);
  }

  @Test
  void no_more_places_are_filled_than_there_are() {
    stock.add(List.of(1, 2, 3, 4, 5), NOON);
    assertThat(stock.fill(PLACES)).hasSize(4);
    assertThat(stock.fill(PLACES)).isEmpty();
    stock.filled(1);
    assertThat(stock.fill(PLACES)).containsExactly(5);
    // A relay that is trusted with one mail at a time has no place while others are under way.
    assertThat(stock.fill(1)).isEmpty();
  }

  @Test
  void a_third_filling_waits_for_the_end_of_one_of_two() {
    stock.add(List.of(1, 2, 3), NOON);
    assertThat(stock.fill(1)).containsExactly(1);
    assertThat(stock.fill(2)).containsExactly(2);
    assertThat(stock.fill(3)).isEmpty();
    stock.filled(0);
    assertThat(stock.fill(3)).containsExactly(3);
  }

  @Test
  void what_found_no_place_in_time_is_given_back_and_no_more_is_prepared_until_one_is_free() {
    stock.add(List.of(1, 2, 3, 4, 5), NOON);
    stock.add(List.of(6), NOON.plusSeconds(5));
    stock.fill(PLACES);
    assertThat(stock.takeOlderThan(NOON)).isEmpty();
    assertThat(stock.takeOlderThan(NOON.plusSeconds(1))).containsExactly(5);
    assertThat(stock.takeOlderThan(NOON.plusSeconds(6))).containsExactly(6);
    assertThat(stock.wanted(PLACES)).isZero();
    stock.becameFree(1);
    assertThat(stock.wanted(PLACES)).isEqualTo(9);
  }
}
