package io.afterword.scoring.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseRateTest {

  /**
   * The rates that tell complete from partial answers (rr1, rr5, completionRate) are not counted
   * yet, since an invitation's state does not say it; refusals are told apart, but not as a rate.
   */
  static Stream<JsonNode> vectors() throws IOException {
    try (InputStream file = ResponseRateTest.class.getResourceAsStream("/vectors/score.json")) {
      List<JsonNode> vectors = new ArrayList<>();
      new ObjectMapper()
          .readTree(Objects.requireNonNull(file))
          .get("vectors")
          .forEach(vectors::add);
      return vectors.stream().filter(each -> each.get("kind").asText().equals("responseRate"));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void reproduces_the_vector(JsonNode vector) {
    JsonNode input = vector.get("input");
    JsonNode expected = vector.get("expected");
    long answered = input.get("complete").asLong() + input.get("partial").asLong();
    ResponseRate rate =
        new ResponseRate(
            answered,
            input.get("optedOut").asLong(),
            expected.get("nonContact").asLong(),
            0,
            input.get("bounced").asLong());

    assertThat(rate.sent()).isEqualTo(input.get("sent").asLong());
    same(expected.get("rr6"), rate.rr6());
    same(expected.get("rr2"), rate.rr2());
    same(expected.get("deliveredRate"), rate.deliveredRate());
    Interval interval = rate.rr6Interval(Confidence.DEFAULT);
    same(expected.at("/rr6Wilson/lower"), interval == null ? null : interval.lower() / 100);
    same(expected.at("/rr6Wilson/upper"), interval == null ? null : interval.upper() / 100);
  }

  @Test
  void open_invitations_make_a_rate_preliminary() {
    ResponseRates.Rate rate = ResponseRates.Rate.of(new ResponseRate(1, 0, 0, 1, 0), true);

    assertThat(rate.responseRate()).isEqualTo(50);
    assertThat(rate.warnings()).containsExactly(Warning.PRELIMINARY);
    assertThat(rate.reason()).isNull();
  }

  @Test
  void answers_of_people_who_were_not_invited_have_no_rate() {
    ResponseRates.Rate rate = ResponseRates.Rate.of(ResponseRate.NOTHING_SENT, true);

    assertThat(rate.responseRate()).isNull();
    assertThat(rate.reason()).isEqualTo(ResponseRates.NoRate.NO_FRAME);
  }

  @Test
  void nothing_sent_and_nothing_delivered_are_not_zero_percent() {
    assertThat(ResponseRates.Rate.of(ResponseRate.NOTHING_SENT, false).reason())
        .isEqualTo(ResponseRates.NoRate.NOTHING_SENT);
    assertThat(ResponseRates.Rate.of(new ResponseRate(0, 0, 0, 0, 3), false).reason())
        .isEqualTo(ResponseRates.NoRate.NOTHING_DELIVERED);
  }

  private static void same(JsonNode expected, @Nullable Double actual) {
    if (expected.isNull() || expected.isMissingNode()) {
      assertThat(actual).isNull();
    } else {
      assertThat(actual).isNotNull().isCloseTo(expected.asDouble(), within(1e-9));
    }
  }
}
