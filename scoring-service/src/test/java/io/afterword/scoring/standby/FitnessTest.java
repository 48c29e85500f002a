package io.afterword.scoring.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.status.Trouble;
import io.smallrye.mutiny.TimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FitnessTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String LINE = "00000001";
  private static final Instant NOW = Instant.parse("2026-11-23T09:12:00Z");

  private final Fitness fitness =
      new Fitness(Duration.ofSeconds(10), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_standby_that_has_what_the_primary_had_ten_seconds_ago_is_fit() {
    fitness.written(0, new Position("ours", LINE, 100L));
    fitness.replayed(10 * SECOND, new Position("ours", LINE, 100L));

    assertThat(fitness.isFit()).isTrue();
    assertThat(fitness.troubles()).isEmpty();
  }

  @Test
  void one_that_is_older_is_not() {
    fitness.written(0, new Position("ours", LINE, 100L));
    fitness.replayed(11 * SECOND, new Position("ours", LINE, 100L));

    assertThat(fitness.isFit()).isFalse();
    assertThat(fitness.troubles())
        .containsExactly(
            new Trouble(
                "Scores are read from the primary and not from the standby: it is 11 seconds"
                    + " behind.",
                NOW));
  }

  @Test
  void one_that_takes_writes_or_follows_another_is_none_however_far_it_is() {
    fitness.written(0, new Position("ours", LINE, 100L));
    fitness.replayed(SECOND, new Position("ours", LINE, null));
    assertThat(fitness.isFit()).isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it takes writes of its own");

    fitness.replayed(SECOND, new Position("theirs", LINE, 200L));
    assertThat(fitness.isFit()).isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it follows another database");
  }

  @Test
  void one_that_failed_is_left_alone_until_it_is_looked_at_again() {
    fitness.written(0, new Position("ours", LINE, 100L));
    fitness.replayed(SECOND, new Position("ours", LINE, 100L));
    fitness.failed(new IllegalStateException("refused"));
    assertThat(fitness.isFit()).isFalse();

    fitness.replayed(2 * SECOND, new Position("ours", LINE, 100L));
    assertThat(fitness.isFit()).isTrue();
  }

  @Test
  void each_server_at_the_address_is_judged_by_what_it_has() {
    fitness.written(0, new Position("ours", LINE, 100L));
    fitness.written(20 * SECOND, new Position("ours", LINE, 200L));
    assertThat(fitness.replayed(21 * SECOND, new Position("ours", LINE, 200L))).isTrue();
    assertThat(fitness.replayed(21 * SECOND, new Position("ours", LINE, 150L)))
        .as("another one, or the same after a restart, has less")
        .isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it is 21 seconds behind");
    assertThat(fitness.replayed(21 * SECOND, new Position("ours", LINE, 200L))).isTrue();
  }

  @Test
  void after_a_promotion_nobody_is_fit_who_stayed_on_the_former_line() {
    fitness.written(0, new Position("ours", LINE, 1000L));
    fitness.replayed(SECOND, new Position("ours", LINE, 1000L));
    fitness.written(2 * SECOND, new Position("ours", "00000002", 900L));

    assertThat(fitness.replayed(3 * SECOND, new Position("ours", LINE, 1000L))).isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it does not follow the new primary yet");
    assertThat(fitness.replayed(4 * SECOND, new Position("ours", "00000002", 900L))).isTrue();
  }

  @Test
  void of_one_that_is_silent_that_is_said() {
    fitness.failed(new TimeoutException());
    assertThat(fitness.troubles().get(0).what()).contains("it does not answer");
  }
}
