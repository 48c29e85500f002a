package io.afterword.scoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a response does to the counts, over a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CountingTest {
  private static final String ANSWERS =
      """
      select coalesce(string_agg(a.day || ' ' || coalesce(a.rating::text, '-'), ', ' order by a.day, a.rating), 'none')
        from answer a join series s on s.id = a.series where s.survey_id = $1
      """;
  private static final String TALLIES =
      """
      select coalesce(string_agg(day || ' c3=' || c3 || ' c5=' || c5, ', ' order by day), 'none')
        from tally_day t join series s on s.id = t.series where s.survey_id = $1 and dim = 0
      """;

  @Inject Feed feed;
  @Inject Clock clock;

  private final UUID survey = Told.newId();

  @Test
  void an_edit_moves_the_answer_on_the_day_it_was_first_given() {
    Told.Response response = Told.response(survey).at("2026-11-10T12:00:00Z");
    feed.brings(Told.published(survey, 1), response.rating(3).revision(1));
    foldAll();
    assertThat(feed.text(TALLIES, survey)).isEqualTo("2026-11-10 c3=1 c5=0");

    feed.brings(response.rating(5).revision(2));
    foldAll();

    assertThat(feed.text(TALLIES, survey)).isEqualTo("2026-11-10 c3=0 c5=1");
  }

  @Test
  void an_edit_never_moves_a_rating_to_another_agent() {
    Told.Response response = Told.response(survey).agent("ada", "Ada");
    feed.brings(Told.published(survey, 1), response.rating(3).revision(1));

    feed.brings(response.rating(5).agent("bob", "Bob").revision(2));
    foldAll();

    assertThat(
            feed.text(
                """
                select string_agg(m.value || ' ' || t.c5, ', ') from tally_day t
                  join series s on s.id = t.series join member m on m.dim = 2 and m.id = t.member
                 where s.survey_id = $1 and t.dim = 2 and t.c5 > 0
                """,
                survey))
        .isEqualTo("ada 1");
  }

  @Test
  void the_day_is_the_workspaces_also_when_its_clock_changes() {
    // Oslo leaves summer time on 25 October 2026: that day begins at 22:00Z and has 25 hours.
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).at("2026-10-24T21:59:59Z").rating(1).revision(1),
        Told.response(survey).at("2026-10-24T22:00:00Z").rating(2).revision(1),
        Told.response(survey).at("2026-10-25T22:59:59Z").rating(3).revision(1),
        Told.response(survey).at("2026-10-25T23:00:00Z").rating(4).revision(1));

    assertThat(feed.text(ANSWERS, survey))
        .isEqualTo("2026-10-24 1, 2026-10-25 2, 2026-10-25 3, 2026-10-26 4");
  }

  @Test
  void a_response_waits_for_its_survey_version() {
    Told.Response early = Told.response(survey).rating(4);
    feed.brings(early.revision(1));
    feed.brings(early.rating(5).revision(2));
    assertThat(feed.text(ANSWERS, survey)).isEqualTo("none");

    feed.brings(Told.published(survey, 1));

    assertThat(feed.text(ANSWERS, survey)).isEqualTo("2026-11-10 5");
    assertThat(waiting()).isZero();
    feed.brings(early.rating(1).revision(1));
    assertThat(feed.text(ANSWERS, survey)).isEqualTo("2026-11-10 5");
  }

  @Test
  void a_waiting_response_that_proves_wrong_does_not_hold_up_its_survey() {
    feed.brings(Told.response(survey).rating(9).revision(1), Told.response(survey).revision(1));

    feed.brings(Told.published(survey, 1));

    assertThat(feed.text(ANSWERS, survey)).isEqualTo("2026-11-10 4");
    assertThat(
            feed.text("select refused_because from waiting_response where survey_id = $1", survey))
        .isEqualTo("rating of question q1 must be a whole number from 1 to 5, was 9");
  }

  @Test
  void a_rating_off_the_scale_is_refused_with_a_reason() {
    feed.brings(Told.published(survey, 1));

    refuses(Told.response(survey).rating(7).revision(1), "from 1 to 5, was 7");
    refuses(Told.response(survey).rating("4.5").revision(1), "whole number from 1 to 5, was 4.5");
    refuses(Told.response(survey).question("q9").revision(1), "question q9");
    refuses(Told.response(survey).id(UUID.randomUUID()).revision(1), "UUID of version 7");
    assertThat(feed.text(ANSWERS, survey)).isEqualTo("none");
  }

  @Test
  void an_answer_from_the_future_is_refused_and_one_of_a_clock_that_is_ahead_is_not() {
    feed.brings(Told.published(survey, 1));

    // Tests may tell of twenty years to come.
    refuses(
        Told.response(survey)
            .at(clock.instant().plus(Duration.ofDays(7302)).toString())
            .revision(1),
        "must not be in the future");
    assertThat(feed.text(ANSWERS, survey)).isEqualTo("none");
    feed.brings(Told.response(survey).at(clock.instant().plusSeconds(60).toString()).revision(1));
    assertThat(feed.text(ANSWERS, survey)).endsWith(" 4");
  }

  @Test
  void a_correction_of_a_response_that_is_not_known_says_all_that_counts() {
    Told.Response corrected = Told.response(survey).rating(2);
    Told.Response withdrawn = Told.response(survey).state("WITHDRAWN");
    feed.brings(Told.published(survey, 1), corrected.revision(3), withdrawn.revision(2));

    // What was said before it comes late and changes nothing.
    feed.brings(corrected.rating(5).revision(1), withdrawn.state("COUNTED").revision(1));

    assertThat(feed.text(ANSWERS, survey)).isEqualTo("2026-11-10 2, 2026-11-10 -");
  }

  @Test
  void a_month_without_a_partition_gets_one() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).at("2019-02-28T12:00:00Z").rating(1).revision(1),
        Told.response(survey).at("2031-07-01T12:00:00Z").rating(5).revision(1));

    assertThat(feed.text(ANSWERS, survey)).isEqualTo("2019-02-28 1, 2031-07-01 5");
  }

  @Test
  void what_is_withdrawn_loses_comment_and_person() {
    Told.Response response = Told.response(survey).in("contactName", "Grace").comment(" Quick! ");
    String copy =
        "select concat_ws('|', state, comment, contact_id, contact_name) from response where survey_id = $1";
    feed.brings(Told.published(survey, 1), response.revision(1));
    assertThat(feed.text(copy, survey)).isEqualTo("COUNTED|Quick!|c1|Grace");

    feed.brings(response.state("QUARANTINED").revision(2));
    assertThat(feed.text(copy, survey)).isEqualTo("QUARANTINED");

    feed.brings(response.state("COUNTED").revision(3));
    assertThat(feed.text(copy, survey)).isEqualTo("COUNTED|Quick!|c1|Grace");
  }

  @Test
  void an_answer_that_is_taken_back_is_not_counted_any_more() {
    Told.Response response = Told.response(survey).comment("Never mind the stars");
    feed.brings(Told.published(survey, 1), response.rating(3).revision(1));
    foldAll();

    feed.brings(response.rating(null).revision(2));
    foldAll();

    assertThat(feed.text(TALLIES, survey)).isEqualTo("2026-11-10 c3=0 c5=0");
  }

  @Test
  void the_thousand_and_first_value_of_a_fact_counts_as_other() {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      events.add(Told.response(survey).fact("region", "region-" + i).revision(1));
    }
    feed.brings(Told.published(survey, 1));
    feed.brings(events);
    feed.brings(Told.response(survey).fact("region", "region-late").revision(1));

    assertThat(feed.number("select count(*) from member where dim = 12")).isEqualTo(1_000);
    assertThat(
            feed.number(
                "select count(*) from answer a join series s on s.id = a.series where s.survey_id = $1 and fact2 = 1",
                survey))
        .isEqualTo(4);
  }

  @Test
  void the_newest_name_of_an_agent_is_kept() {
    feed.brings(Told.published(survey, 1));
    feed.brings(named("Grace Hopper", "2026-11-02T00:00:00Z"));
    feed.brings(named("Grace M.", "2026-11-01T00:00:00Z"));

    assertThat(feed.text("select name from member where dim = 2 and value = 'gh'"))
        .isEqualTo("Grace Hopper");
  }

  @Test
  void every_order_of_a_small_set_gives_the_same_state() {
    List<List<Integer>> orders = new ArrayList<>();
    permute(List.of(), List.of(0, 1, 2, 3, 4), orders);
    for (List<Integer> order : orders) {
      UUID each = Told.newId();
      Told.Response response = Told.response(each);
      List<ReceivedEvent> events =
          List.of(
              Told.published(each, 1),
              Told.archived(each, 2),
              response.rating(2).revision(1),
              response.rating(5).revision(2),
              response.rating(4).state("QUARANTINED").revision(3));
      order.forEach(i -> feed.brings(events.get(i)));
      foldAll();

      assertThat(feed.text(ANSWERS, each)).as("%s", order).isEqualTo("2026-11-10 -");
      assertThat(
              feed.number(
                  "select coalesce(sum(c0+c1+c2+c3+c4+c5), 0)::bigint from tally_day t join series s on s.id = t.series where s.survey_id = $1",
                  each))
          .as("%s", order)
          .isZero();
      assertThat(
              feed.number(
                  "select count(*) from survey s join archived_survey a using (survey_id) where s.survey_id = $1 and a.revision > s.revision",
                  each))
          .as("%s", order)
          .isEqualTo(1);
    }
  }

  @Test
  void an_interaction_in_the_repeated_hour_has_one_hour_of_week() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).interactionAt("2026-10-25T00:30:00Z").revision(1),
        Told.response(survey).interactionAt("2026-10-25T01:30:00Z").revision(1));

    // Sunday, 2 o'clock twice: 6 * 24 + 2.
    assertThat(
            feed.text(
                "select string_agg(distinct hour_of_week::text, ',') from answer a join series s on s.id = a.series where s.survey_id = $1",
                survey))
        .isEqualTo("146");
  }

  private ReceivedEvent named(String name, String at) {
    return Told.response(survey).agent("gh", name).interactionAt(at).revision(1);
  }

  private void refuses(ReceivedEvent event, String reason) {
    assertThatThrownBy(() -> feed.brings(event))
        .isInstanceOfSatisfying(
            RefusedResponseException.class,
            refusal -> assertThat(refusal.reason()).contains(reason));
  }

  private long waiting() {
    return feed.number("select count(*) from waiting_response where survey_id = $1", survey);
  }

  private void foldAll() {
    while (feed.number("select count(*) from change_pack") > 0) {
      feed.folds();
    }
  }

  private static void permute(List<Integer> head, List<Integer> rest, List<List<Integer>> into) {
    if (rest.isEmpty()) {
      into.add(head);
    }
    for (Integer next : rest) {
      List<Integer> longer = new ArrayList<>(head);
      longer.add(next);
      permute(longer, rest.stream().filter(other -> !other.equals(next)).toList(), into);
    }
  }
}
