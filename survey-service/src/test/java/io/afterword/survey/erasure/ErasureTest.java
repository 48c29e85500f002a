package io.afterword.survey.erasure;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.invitation;
import static io.afterword.survey.SurveyClient.links;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.ProviderSpec;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.survey.Database;
import io.afterword.survey.ImportClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErasureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ErasureReceiver receiver;
  @Inject LateErasure late;
  @Inject Database database;
  @Inject Pool pool;
  @Inject ObjectMapper json;
  @Inject Clock clock;
  private final String tag = UUID.randomUUID().toString().replace("-", "");
  private final UUID erasure = UUID.randomUUID();
  private final UUID invitation = UUID.randomUUID();

  /** The page of a link whose context and address name the person. */
  private String linked(UUID survey) {
    Map<String, Object> wanted = new HashMap<>(invitation(survey, invitation));
    wanted.put("contact", Map.of("name", tag, "locale", "en", "domain", tag + ".example"));
    wanted.put("context", Map.of("contactName", tag, "company", Map.of("name", tag)));
    String url = links(List.of(wanted)).then().statusCode(200).extract().path("links[0].url");
    return url.substring(url.indexOf("/r/"));
  }

  private void erase() {
    erase(UUID.randomUUID());
  }

  private void erase(UUID contact) {
    ObjectNode data =
        (ObjectNode)
            ProviderSpec.of("dispatch-service")
                .event(ErasureReceiver.ERASED)
                .exampleWithUnknownFields();
    data.put("erasureId", erasure.toString());
    data.put("contactId", contact.toString());
    data.putArray("invitationIds").add(invitation.toString()).add(UUID.randomUUID().toString());
    var event =
        new ReceivedEvent(
            UUID.randomUUID(),
            "/dispatch",
            ErasureReceiver.ERASED,
            UUID.randomUUID().toString(),
            1,
            Instant.EPOCH,
            data);
    pool.withTransaction(tx -> receiver.apply(tx, List.of(event))).await().atMost(PATIENCE);
  }

  /** Of all tables but the outbox, which is emptied in its own time. */
  private void assertThatNothingIsLeft() {
    for (Row table :
        database.rows(
            "select table_name from information_schema.tables where table_schema = 'public'"
                + " and table_type = 'BASE TABLE' and table_name <> 'outbox'")) {
      String name = table.getString(0);
      assertThat(
              database.count(
                  "select count(*) from %s t where to_jsonb(t)::text like '%%' || $1 || '%%'"
                      .formatted(name),
                  tag))
          .as(name)
          .isZero();
    }
  }

  @Test
  void what_a_person_was_asked_and_answered_is_gone_and_is_told_on() throws IOException {
    UUID survey = published("csat-1-5");
    String page = linked(survey);
    send(page, Map.of("rating", "2", "comment", tag)).then().statusCode(201);
    String response = api().queryParam("survey", survey).get("/v1/responses").path("items[0].id");

    erase();

    assertThatNothingIsLeft();
    given().get(page).then().statusCode(404);
    List<Database.Event> told = database.eventsOf(response);
    assertThat(told).hasSize(2);
    assertThat(told.get(1).revision()).isEqualTo(2);
    assertThat(told.get(1).data()).contains("WITHDRAWN").doesNotContain(tag);
    assertThat(json.readTree(told.get(1).data()).get("answers")).isEmpty();
    List<Database.Event> done = database.eventsOf(erasure);
    assertThat(done).extracting(Database.Event::type).containsExactly(ErasureReceiver.DONE);
    assertThat(json.readTree(done.get(0).data()))
        .isEqualTo(
            json.readTree(
                """
                {"erasureId": "%s", "service": "survey", "rows": {"response": 1, "link": 1, "sighting": 0, "response_import_row": 0}}
                """
                    .formatted(erasure)));
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                Files.readString(Path.of("api", "events", ErasureReceiver.DONE + ".schema.json")));
    assertThat(schema.validate(json.readTree(done.get(0).data()))).isEmpty();
    assertThat(
            schema.validate(
                json.readTree(
                    Files.readString(
                        Path.of("api", "events", ErasureReceiver.DONE + ".example.json")))))
        .isEmpty();
  }

  @Test
  void what_a_person_answered_elsewhere_is_gone_too_and_cannot_be_imported_again() {
    UUID survey = published("csat-1-5");
    UUID contact = UUID.randomUUID();
    String file =
        "date,rating,comment,contactId,team\n2025-03-01T10:00:00Z,2,%1$s,%2$s,%1$s\n2025-03-01T10:00:00Z,4,of somebody else,%3$s,\n"
            .formatted(tag, contact, UUID.randomUUID());
    String first = ImportClient.brought(survey, file, "");
    ImportClient.await(first, "READY");
    ImportClient.confirm(first);

    erase(contact);

    assertThatNothingIsLeft();
    api()
        .get("/v1/responses?survey=" + survey + "&state=COUNTED")
        .then()
        .body("items.answers.flatten().text.findAll { it }", contains("of somebody else"));
    assertThat(database.eventsOf(erasure).get(0).data()).contains("\"response\":1");
    String again = ImportClient.brought(survey, file, "");
    ImportClient.await(again, "READY").body("known", equalTo(2), "fresh", equalTo(0));
    api().post("/v1/responses/imports/" + again + "/cancel").then().statusCode(200);
  }

  @Test
  void told_twice_it_removes_once() {
    UUID survey = published("csat-1-5");
    send(linked(survey), Map.of("rating", "4")).then().statusCode(201);
    String response = api().queryParam("survey", survey).get("/v1/responses").path("items[0].id");

    erase();
    erase();

    assertThat(database.eventsOf(response)).hasSize(2);
    assertThat(database.eventsOf(erasure)).hasSize(2);
    assertThat(database.eventsOf(erasure).get(1).data()).contains("\"response\":0");
  }

  @Test
  void what_was_being_stored_at_that_moment_is_found_afterwards() {
    UUID survey = published("csat-1-5");
    erase();
    send(linked(survey), Map.of("rating", "1", "comment", tag)).then().statusCode(201);

    late.run(clock.instant()).await().atMost(PATIENCE);

    assertThatNothingIsLeft();
  }

  @Test
  void the_event_is_read_as_dispatch_service_documents_it() {
    ProviderSpec.of("dispatch-service")
        .event(ErasureReceiver.ERASED)
        .readBy(ErasureReceiver.ContactErased.class);
  }
}
