package io.afterword.scoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.segment.Segment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where an answer is put: its day, its hour and its segments. */
class PlacementTest {
  private static final ZoneId CHATHAM = ZoneId.of("Pacific/Chatham");
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  private final UUID survey = Told.newId();

  @Test
  void the_day_is_that_of_the_first_answer_and_the_hour_that_of_the_interaction() {
    LocalMoment moment =
        LocalMoment.of(
            Instant.parse("2026-11-10T23:30:00Z"), Instant.parse("2026-11-09T09:59:59Z"), OSLO);

    assertThat(moment.day()).isEqualTo(LocalDate.of(2026, 11, 11));
    // A Monday, between ten and eleven.
    assertThat(moment.hourOfWeek()).isEqualTo((short) 10);
  }

  @Test
  void zones_with_odd_minutes_have_their_own_midnight() {
    // Chatham is 13:45 ahead in November.
    assertThat(day("2026-11-10T10:14:59Z")).isEqualTo(LocalDate.of(2026, 11, 10));
    assertThat(day("2026-11-10T10:15:00Z")).isEqualTo(LocalDate.of(2026, 11, 11));
  }

  @Test
  void the_last_hour_of_the_week_is_one_hundred_and_sixty_seven() {
    Instant sunday = Instant.parse("2026-11-15T22:30:00Z");

    assertThat(LocalMoment.of(sunday, sunday, OSLO).hourOfWeek()).isEqualTo((short) 167);
  }

  @Test
  void facts_are_those_of_the_frozen_context() {
    Facts facts =
        Facts.of(
            data(
                Told.response(survey)
                    .in("stage", "  renewal ")
                    .in("channel", "")
                    .fact("plan", "gold")
                    .fact("secret", "not declared")
                    .fact("firstResponseSeconds", "soon")
                    .number("replies", 3)
                    .number("transfers", -1)),
            Map.of("plan", Segment.FACT1));

    assertThat(facts.values())
        .containsOnly(
            Map.entry(Segment.AGENT, "ada"),
            Map.entry(Segment.TEAM, "billing"),
            Map.entry(Segment.LOCALE, "en"),
            Map.entry(Segment.TRIGGER, "PER_INTERACTION"),
            Map.entry(Segment.KIND, "SUPPORT"),
            Map.entry(Segment.STAGE, "renewal"),
            Map.entry(Segment.SURFACE, "MAIL"),
            Map.entry(Segment.FACT1, "gold"));
    assertThat(facts.agentName()).isEqualTo("Ada");
    assertThat(facts.numbers()).containsOnly(Map.entry(NumberFact.REPLIES, 3));
  }

  @Test
  void a_response_that_nobody_was_invited_to_has_its_surface_and_locale_only() {
    ResponseChanged response = data(Told.response(survey).withoutContext());

    Facts facts = Facts.of(response, Map.of());

    assertThat(facts.values()).containsOnlyKeys(Segment.SURFACE, Segment.LOCALE);
    assertThat(facts.occurredAt()).isEqualTo(response.firstAnsweredAt());
  }

  @Test
  void a_member_is_cut_rather_than_refused() {
    Facts facts = Facts.of(data(Told.response(survey).in("channel", "x".repeat(500))), Map.of());

    assertThat(facts.values().get(Segment.CHANNEL)).hasSize(200);
  }

  private static LocalDate day(String instant) {
    Instant at = Instant.parse(instant);
    return LocalMoment.of(at, at, CHATHAM).day();
  }

  private static ResponseChanged data(Told.Response response) {
    return response.revision(1).dataAs(ResponseChanged.class);
  }
}
