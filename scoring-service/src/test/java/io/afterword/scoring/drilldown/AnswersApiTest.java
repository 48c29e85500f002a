package io.afterword.scoring.drilldown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.Api;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class AnswersApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void an_answer_leads_to_its_conversation() {
    UUID unhappy = UUID.fromString("0197fb1c-0000-7000-8000-000000000001");
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey)
            .id(unhappy)
            .rating(1)
            .comment("Nobody called back.")
            .conversation("helpdesk", "4711", "https://helpdesk.example.com/tickets/4711")
            .number("firstResponseSeconds", 900)
            .number("transfers", 2)
            .in("contactName", "Ada Lovelace")
            .agent("pat", "Pat")
            .revision(1),
        Told.response(survey).rating(5).revision(1));

    ask("&rating=1&rating=2")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].responseId", equalTo(unhappy.toString()))
        .body("items[0].rating", equalTo(1))
        .body("items[0].day", equalTo("2026-11-10"))
        .body("items[0].hourOfWeek", equalTo(24 + 10))
        .body("items[0].question", equalTo("q1"))
        .body("items[0].comment", equalTo("Nobody called back."))
        .body("items[0].conversation.id", equalTo("4711"))
        .body("items[0].conversation.source", equalTo("helpdesk"))
        .body("items[0].conversation.url", equalTo("https://helpdesk.example.com/tickets/4711"))
        .body("items[0].contact.name", equalTo("Ada Lovelace"))
        .body("items[0].segments.channel", equalTo("EMAIL"))
        .body("items[0].segments.agent", equalTo("pat"))
        .body("items[0].segments.stage", nullValue())
        .body("items[0].facts.firstResponseSeconds", equalTo(900))
        .body("items[0].facts.transfers", equalTo(2))
        .body("nextCursor", nullValue());
  }

  @Test
  void pages_give_every_answer_once_newest_first() {
    feed.brings(Told.published(survey, 1));
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 57; i++) {
      events.add(
          Told.response(survey)
              .at("2026-11-%02dT12:00:00Z".formatted(1 + i % 19))
              .in("channel", i % 3 == 0 ? "CHAT" : "EMAIL")
              .revision(1));
    }
    feed.brings(events);

    assertThat(idsOfPages("&limit=10")).hasSize(57).doesNotHaveDuplicates();
    assertThat(idsOfPages("&limit=7&filter=channel:CHAT")).hasSize(19).doesNotHaveDuplicates();
    List<String> days = ask("&limit=57").extract().jsonPath().getList("items.day", String.class);
    assertThat(days).isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void the_answers_of_a_cell_are_as_many_as_its_figure_says() {
    feed.brings(Told.published(survey, 1));
    for (int i = 0; i < 9; i++) {
      feed.brings(
          Told.response(survey)
              .interactionAt("2026-11-09T%02d:10:00Z".formatted(i % 3 + 7))
              .revision(1));
    }

    ask("&hourOfWeek=8").body("items", hasSize(3)).body("items.hourOfWeek", contains(8, 8, 8));
    ask("&hourOfWeek=100").body("items", hasSize(0));
    ask("&filter=channel:FAX").body("items", hasSize(0));
  }

  @Test
  void what_was_taken_back_is_not_listed() {
    UUID gone = Told.idAt(java.time.Instant.parse("2026-11-10T12:00:00Z"));
    feed.brings(Told.published(survey, 1), Told.response(survey).id(gone).revision(1));
    ask("").body("items", hasSize(1));

    feed.brings(Told.response(survey).id(gone).state("WITHDRAWN").revision(2));
    ask("").body("items", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &rating=11          | 400 | BAD_NUMBER
          &rating=good        | 400 | BAD_NUMBER
          &hourOfWeek=168     | 400 | BAD_NUMBER
          &limit=0            | 400 | BAD_NUMBER
          &limit=201          | 400 | BAD_NUMBER
          &cursor=nonsense    | 400 | INVALID_CURSOR
          &page=2             | 400 | UNKNOWN_PARAMETER
          &filter=mood:good   | 400 | UNKNOWN_SEGMENT
          &audience=EMPLOYEES | 400 | ANONYMITY
          """)
  void a_list_that_cannot_be_given_says_why(String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    ask(more).statusCode(status).body("code", equalTo(code)).body("detail", containsString(" "));
  }

  private List<String> idsOfPages(String more) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          ask(more + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).extract().jsonPath();
      ids.addAll(page.getList("items.responseId", String.class));
      cursor = page.getString("nextCursor");
    }
    return ids;
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/scores/answers?from=2026-11-01&to=2026-12-01&survey=" + survey + more);
  }
}
