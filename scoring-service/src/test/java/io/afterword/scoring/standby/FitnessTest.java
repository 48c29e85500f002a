package io.afterword.scoring.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.status.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FitnessTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant NOW = Instant.parse("2026-11-23T09:12:00Z");

  private final Fitness fitness =
      new Fitness(Duration.ofSeconds(10), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_standby_that_has_what_the_primary_had_ten_seconds_ago_is_fit() {
    fitness.written(0, new Position("ours", 100L));
    fitness.replayed(10 * SECOND, new Position("ours", 100L));

    assertThat(fitness.isFit()).isTrue();
    assertThat(fitness.troubles()).isEmpty();
  }

  @Test
  void one_that_is_older_is_not() {
    fitness.written(0, new Position("ours", 100L));
    fitness.replayed(11 * SECOND, new Position("ours", 100L));

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
    fitness.written(0, new Position("ours", 100L));
    fitness.replayed(SECOND, new Position("ours", null));
    assertThat(fitness.isFit()).isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it takes writes of its own");

    fitness.replayed(SECOND, new Position("theirs", 200L));
    assertThat(fitness.isFit()).isFalse();
    assertThat(fitness.troubles().get(0).what()).contains("it follows another database");
  }

  @Test
  void one_that_failed_is_left_alone_until_it_is_looked_at_again() {
    fitness.written(0, new Position("ours", 100L));
    fitness.replayed(SECOND, new Position("ours", 100L));
    fitness.failed(new IllegalStateException("refused"));
    assertThat(fitness.isFit()).isFalse();

    fitness.replayed(2 * SECOND, new Position("ours", 100L));
    assertThat(fitness.isFit()).isTrue();
  }
}
