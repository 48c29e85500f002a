package io.afterword.survey.responseimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.responseimport.MomentReader.UnreadableException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

  private static final MomentReader STRICT = new MomentReader(null, null, NOW);

  @ParameterizedTest
  @CsvSource({
    "2025-03-31T14:05:00Z, 2025-03-31T14:05:00Z",
    "2025-03-31T14:05:00.123456Z, 2025-03-31T14:05:00.123456Z",
    "2025-03-31 14:05:00 UTC, 2025-03-31T14:05:00Z",
    "2025-03-31 14:05:00 +0200, 2025-03-31T12:05:00Z",
    "2025-03-31T14:05:00-05:30, 2025-03-31T19:35:00Z",
    "2025/02/14 10:21:34 AM GMT+1, 2025-02-14T09:21:34Z",
    "2025/02/14 12:21:34 AM GMT-8, 2025-02-14T08:21:34Z",
    "2025/02/14 12:21:34 p.m. GMT+5:30, 2025-02-14T06:51:34Z",
    "1713418460, 2024-04-18T05:34:20Z",
    "1713418460123, 2024-04-18T05:34:20.123Z"
  })
  void a_time_with_its_zone_is_read_as_it_stands(String text, Instant moment) {
    assertThat(STRICT.read(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "14.02.2025 10:21:34, DAY_FIRST, 2025-02-14T09:21:34Z",
    "14.2.2025, , 2025-02-14T11:00:00Z",
    "3/4/2025 10:00:00, MONTH_FIRST, 2025-03-04T09:00:00Z",
    "3/4/2025 10:00:00, DAY_FIRST, 2025-04-03T08:00:00Z",
    "14/2/2025 10:00, , 2025-02-14T09:00:00Z",
    "2/14/2025 10:00:00 PM, , 2025-02-14T21:00:00Z",
    "2025-07-01 00:30, , 2025-06-30T22:30:00Z"
  })
  void a_time_without_a_zone_is_of_the_zone_that_somebody_says(
      String text, DateOrder order, Instant moment) {
    assertThat(new MomentReader(OSLO, order, NOW).read(text)).isEqualTo(moment);
  }

  @Test
  void nothing_is_guessed() {
    assertThat(codeOf(STRICT, "2025-03-31 14:05:00")).isEqualTo(SurveyProblem.ZONE_MISSING);
    assertThat(codeOf(new MomentReader(OSLO, null, NOW), "3/4/2025 10:00:00"))
        .isEqualTo(SurveyProblem.DATE_ORDER_MISSING);
    assertThat(codeOf(STRICT, "2026-11-22T12:00:01Z")).isEqualTo(SurveyProblem.DATE_IN_FUTURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2025-02-30T10:00:00Z",
        "2025-13-01T10:00:00Z",
        "31.12.25 10:00 UTC",
        "2025-02-14 25:00:00 UTC",
        "2025-02-14 13:00:00 PM UTC",
        "0025-02-14 10:00:00 UTC",
        "2025-02/14 10:00:00 UTC",
        "2025-02-14 10:00:00 UTC+99",
        "12"
      })
  void what_is_no_time_is_refused(String text) {
    assertThat(codeOf(STRICT, text)).isEqualTo(SurveyProblem.DATE_MALFORMED);
  }

  private static ProblemCode codeOf(MomentReader reader, String text) {
    return assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> reader.read(text))
        .actual()
        .code();
  }
}
