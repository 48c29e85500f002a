package io.afterword.scoring.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {

  @ParameterizedTest
  @CsvSource({
    "RECURRING, RELATIONAL",
    "CHAIN, RELATIONAL",
    "PER_INTERACTION, TRANSACTIONAL",
    "EVERY_N, TRANSACTIONAL",
    "ON_REQUEST, TRANSACTIONAL",
  })
  void what_time_asks_is_about_the_relation_and_what_an_event_asks_about_the_event(
      String trigger, Asking asking) {
    assertThat(Asking.by(trigger)).isEqualTo(asking);
  }

  @Test
  void where_nobody_asked_there_is_no_trigger_and_a_signature_is_about_its_reply() {
    assertThat(Asking.by(null)).isEqualTo(Asking.UNINVITED);
    assertThat(Asking.by("PER_INTERACTION", true)).isEqualTo(Asking.SIGNATURE);
  }
}
