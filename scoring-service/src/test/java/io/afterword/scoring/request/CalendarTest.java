package io.afterword.scoring.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private final Calendar calendar =
      new Calendar(ZoneId.of("Europe/Oslo"), LocalDate.of(2026, 11, 21));

  @Test
  void without_dates_the_last_thirty_days_end_with_today() {
    assertThat(calendar.days(null, null))
        .isEqualTo(new Days(LocalDate.of(2026, 10, 23), LocalDate.of(2026, 11, 22)));
  }

  @Test
  void a_period_that_cannot_be_is_refused_in_words() {
    refuses("2026-11-02", "2026-11-02", "must be before to");
    refuses("tomorrow", "2026-11-02", "from must be a date such as");
    refuses("2026-02-30", "2026-11-02", "from must be a date such as");
    refuses("2026-11-02", "9999-01-01", "a year from now");
    refuses("1970-01-01", "1970-02-01", "2000-01-01");
    refuses("2010-01-01", "2026-01-01", "longer than 10 years");
  }

  @Test
  void only_the_workspaces_zone_has_days() {
    assertThatCode(() -> calendar.require("Europe/Oslo")).doesNotThrowAnyException();
    assertThatCode(() -> calendar.require(null)).doesNotThrowAnyException();
    assertThatThrownBy(() -> calendar.require("Mars/Olympus"))
        .hasMessageContaining("OTHER_ZONE")
        .hasMessageContaining("Europe/Oslo");
  }

  private void refuses(String from, String to, String reason) {
    assertThatThrownBy(() -> calendar.days(from, to))
        .hasMessageContaining("BAD_PERIOD")
        .hasMessageContaining(reason);
  }
}
