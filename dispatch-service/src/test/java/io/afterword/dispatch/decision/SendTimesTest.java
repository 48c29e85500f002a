package io.afterword.dispatch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked dates: the window, where the contact lives, when it would be due, when it is. */
class SendTimesTest {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private static SendTimes window(String days, String from, String to) {
    Set<DayOfWeek> set =
        days.equals("daily")
            ? DAILY
            : Arrays.stream(days.split(" ")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
    return new SendTimes(new SendWindow(set, LocalTime.parse(from), LocalTime.parse(to)), null);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inside stays                      | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-02T12:00:00+01:00 | 2026-03-02T12:00:00+01:00
          the first minute is inside        | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-02T09:00:00+01:00 | 2026-03-02T09:00:00+01:00
          the last millisecond is inside    | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-02T17:59:59.999+01:00 | 2026-03-02T17:59:59.999+01:00
          the end is outside                | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-02T18:00:00+01:00 | 2026-03-03T09:00:00+01:00
          before it waits until it opens    | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-02T07:10:00+01:00 | 2026-03-02T09:00:00+01:00
          over the weekend                  | MONDAY FRIDAY | 09:00 | 18:00 | Europe/Oslo       | 2026-02-27T18:00:00+01:00 | 2026-03-02T09:00:00+01:00
          the month ends on a Saturday      | MONDAY        | 09:00 | 18:00 | Europe/Oslo       | 2026-01-31T10:00:00+01:00 | 2026-02-02T09:00:00+01:00
          into a leap day                   | daily         | 09:00 | 18:00 | Europe/Oslo       | 2028-02-28T18:00:00+01:00 | 2028-02-29T09:00:00+01:00
          no leap day in 2027               | daily         | 09:00 | 18:00 | Europe/Oslo       | 2027-02-28T18:00:00+01:00 | 2027-03-01T09:00:00+01:00
          into the new year                 | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-12-31T20:00:00+01:00 | 2027-01-01T09:00:00+01:00
          09:00 after the clocks went on    | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-03-28T20:00:00+01:00 | 2026-03-29T09:00:00+02:00
          09:00 after the clocks went back  | daily         | 09:00 | 18:00 | Europe/Oslo       | 2026-10-24T20:00:00+02:00 | 2026-10-25T09:00:00+01:00
          it opens in the hour that is not  | daily         | 02:30 | 03:15 | Europe/Oslo       | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:00:00+02:00
          it lies in the hour that is not   | daily         | 02:10 | 02:50 | Europe/Oslo       | 2026-03-28T12:00:00+01:00 | 2026-03-30T02:10:00+02:00
          only Sundays in that hour         | SUNDAY        | 02:10 | 02:50 | Europe/Oslo       | 2026-03-28T12:00:00+01:00 | 2026-04-05T02:10:00+02:00
          the first of two 02:30            | daily         | 02:30 | 02:45 | Europe/Oslo       | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:30:00+02:00
          the second of two 02:30           | daily         | 02:30 | 02:45 | Europe/Oslo       | 2026-10-25T02:50:00+02:00 | 2026-10-25T02:30:00+01:00
          a Sunday that begins at 01:00     | SUNDAY        | 00:00 | 00:00 | America/Sao_Paulo | 2018-11-03T12:00:00-03:00 | 2018-11-04T01:00:00-02:00
          a Friday that never was           | FRIDAY        | 09:00 | 18:00 | Pacific/Apia      | 2011-12-29T18:00:00-10:00 | 2012-01-06T09:00:00+14:00
          the day is another one there      | daily         | 09:00 | 18:00 | Pacific/Auckland  | 2026-03-02T12:00:00+00:00 | 2026-03-03T09:00:00+13:00
          half an hour off                  | daily         | 09:00 | 18:00 | Asia/Kolkata      | 2026-03-02T00:00:00+00:00 | 2026-03-02T09:00:00+05:30
          until the end of the day          | daily         | 20:00 | 00:00 | Europe/Oslo       | 2026-03-02T23:59:00+01:00 | 2026-03-02T23:59:00+01:00
          """)
  void a_mail_waits_for_the_window(
      String what, String days, String from, String to, ZoneId zone, String due, String sent) {
    assertThat(window(days, from, to).firstFrom(OffsetDateTime.parse(due).toInstant(), zone))
        .isEqualTo(OffsetDateTime.parse(sent).toInstant());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in the evening               | 2026-03-28T22:00:00+01:00 | 2026-03-29T08:00:00+02:00
          after midnight               | 2026-10-25T00:30:00+02:00 | 2026-10-25T08:00:00+01:00
          by day                       | 2026-03-02T12:00:00+01:00 | 2026-03-02T12:00:00+01:00
          the first minute that is not | 2026-03-02T08:00:00+01:00 | 2026-03-02T08:00:00+01:00
          """)
  void a_mail_waits_for_the_end_of_the_quiet_hours(String what, String due, String sent) {
    var quiet = new SendTimes(null, new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)));
    assertThat(quiet.firstFrom(OffsetDateTime.parse(due).toInstant(), ZoneId.of("Europe/Oslo")))
        .isEqualTo(OffsetDateTime.parse(sent).toInstant());
  }

  @Test
  void a_contact_that_moved_is_sent_to_by_the_new_clocks() {
    SendTimes office = window("daily", "09:00", "18:00");
    Instant due = Instant.parse("2026-03-02T16:30:00Z");
    assertThat(office.allow(due, ZoneId.of("Europe/Oslo"))).isTrue();
    assertThat(office.allow(due, ZoneId.of("Asia/Tokyo"))).isFalse();
    assertThat(office.firstFrom(due, ZoneId.of("Asia/Tokyo")))
        .isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
  }

  @Test
  void quiet_hours_that_leave_nothing_of_a_window_hold_nobody_back_for_ever() {
    var night =
        new SendTimes(
            new SendWindow(DAILY, LocalTime.of(22, 0), LocalTime.of(23, 0)),
            new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)));
    assertThat(night.everOpens()).isFalse();
    assertThat(night.firstFrom(Instant.parse("2026-03-02T12:00:00Z"), ZoneId.of("UTC")))
        .isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
  }

  @Test
  void a_window_that_never_opens_cannot_be_made() {
    assertThatThrownBy(() -> new SendWindow(Set.of(), LocalTime.of(9, 0), LocalTime.of(18, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SendWindow(DAILY, LocalTime.of(18, 0), LocalTime.of(9, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 150)
  void it_is_the_first_allowed_minute_and_never_an_earlier_one(
      @ForAll("times") SendTimes times,
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(max = 2 * 366 * 1440) int minutes) {
    Instant due = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minutes));
    Instant first = times.firstFrom(due, zone);
    assertThat(times.allow(first, zone)).isTrue();
    for (Instant at = due; at.isBefore(first); at = at.plus(Duration.ofMinutes(1))) {
      assertThat(times.allow(at, zone)).as("%s in %s", at, zone).isFalse();
    }
  }

  @Provide
  Arbitrary<SendTimes> times() {
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7),
            Arbitraries.integers().between(0, 22),
            Arbitraries.integers().between(1, 23),
            Arbitraries.of(true, false))
        .as(
            (days, one, other, quiet) ->
                new SendTimes(
                    new SendWindow(
                        days,
                        LocalTime.of(Math.min(one, other), one.equals(other) ? 0 : 30),
                        LocalTime.of(Math.max(one, other), 45)),
                    quiet ? new QuietHours(LocalTime.of(23, 50), LocalTime.of(0, 20)) : null));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Oslo",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "UTC")
        .map(ZoneId::of);
  }
}
