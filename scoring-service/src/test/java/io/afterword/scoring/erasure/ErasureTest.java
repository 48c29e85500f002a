package io.afterword.scoring.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.ProviderSpec;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of a person who was erased, over a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ErasureTest {
  private static final String COUNTED =
      """
      select coalesce(sum(c4), 0)::bigint from tally_day t join series s on s.id = t.series
      where s.survey_id = $1 and dim = 0
      """;

  private static final String TABLES =
      """
      select string_agg(table_name, ' ') from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
      """;

  @Inject Feed feed;
  @Inject ObjectMapper json;
  private final UUID survey = Told.newId();
  private final UUID invitation = Told.newId();
  private final UUID erasure = Told.newId();
  private final String tag = UUID.randomUUID().toString().replace("-", "");

  private ReceivedEvent erased() {
    ObjectNode data =
        (ObjectNode)
            ProviderSpec.of("dispatch-service")
                .event(ErasureReceiver.ERASED)
                .exampleWithUnknownFields();
    data.put("erasureId", erasure.toString());
    data.putArray("invitationIds").add(invitation.toString()).add(Told.newId().toString());
    return new ReceivedEvent(
        Told.newId(),
        "/dispatch",
        ErasureReceiver.ERASED,
        Told.newId().toString(),
        1,
        Instant.EPOCH,
        data);
  }

  /** Rated 4, with everything of the person in it. */
  private Told.Response response() {
    return Told.response(survey)
        .ofInvitation(invitation)
        .comment("I am " + tag)
        .in("contactId", tag)
        .in("contactName", tag)
        .conversation("helpdesk", tag, "https://desk.example/" + tag);
  }

  private void assertThatNothingIsLeft() {
    for (String table : feed.text(TABLES).split(" ", -1)) {
      assertThat(
              feed.number(
                  "select count(*) from %s t where to_jsonb(t)::text like '%%' || $1 || '%%'"
                      .formatted(table),
                  tag))
          .as(table)
          .isZero();
    }
  }

  @Test
  void what_a_person_said_is_gone_and_counts_no_more() throws IOException {
    Told.Response response = response();
    feed.brings(Told.published(survey, 1));
    feed.brings(
        Told.invitation(survey, invitation, 1, "ANSWERED", Instant.parse("2026-11-10T10:00:00Z")));
    feed.brings(response.revision(1), Told.response(survey).rating(4).revision(1));
    feed.folds();
    assertThat(feed.number(COUNTED, survey)).isEqualTo(2);

    feed.brings(erased());
    feed.folds();

    assertThatNothingIsLeft();
    assertThat(feed.number(COUNTED, survey)).isEqualTo(1);
    assertThat(feed.text("select contact_id from invitation where invitation_id = $1", invitation))
        .isEqualTo("null");
    String done =
        feed.text(
            "select data::text from outbox where type = 'erasure.done' and subject = $1",
            erasure.toString());
    assertThat(json.readTree(done))
        .isEqualTo(
            json.readTree(
                """
                {"erasureId": "%s", "service": "scoring", "rows": {"response": 1, "answer": 1,
                 "waiting_response": 0, "invitation": 1, "feed_parked": 0}}
                """
                    .formatted(erasure)));
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("api", "events", "erasure.done.schema.json")));
    assertThat(schema.validate(json.readTree(done))).isEmpty();
    assertThat(
            schema.validate(
                json.readTree(
                    Files.readString(Path.of("api", "events", "erasure.done.example.json")))))
        .isEmpty();
  }

  @Test
  void neither_a_second_telling_nor_a_late_response_changes_that() {
    Told.Response response = response();
    feed.brings(Told.published(survey, 1));
    feed.brings(response.revision(1));
    feed.brings(erased());
    feed.brings(erased());
    feed.brings(response.rating(4).revision(2), response().revision(1));
    feed.folds();

    assertThatNothingIsLeft();
    assertThat(feed.number(COUNTED, survey)).isZero();
  }

  @Test
  void what_waits_for_its_survey_is_forgotten_too() {
    feed.brings(response().revision(1));
    feed.brings(erased());
    feed.brings(response().revision(1));
    feed.brings(Told.published(survey, 1));
    feed.folds();

    assertThatNothingIsLeft();
    assertThat(feed.number(COUNTED, survey)).isZero();
  }

  @Test
  void the_event_is_read_as_dispatch_service_documents_it() {
    ProviderSpec.of("dispatch-service")
        .event(ErasureReceiver.ERASED)
        .readBy(ErasureReceiver.ContactErased.class);
  }
}
