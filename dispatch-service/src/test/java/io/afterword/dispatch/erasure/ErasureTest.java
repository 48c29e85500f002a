package io.afterword.dispatch.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.ProviderSpec;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ErasureTest {
  private static final Path SCHEMA = Path.of("api", "events", "contact.erased.schema.json");
  private static final Path EXAMPLE = Path.of("api", "events", "contact.erased.example.json");

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject ObjectMapper json;
  @Inject DoneReceiver receiver;
  @Inject Pool pool;
  private final String tag = UUID.randomUUID().toString().replace("-", "");
  private final String email = tag + "@example.com";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static ValidatableResponse erase(String contact) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body("{\"contactId\":\"%s\"}".formatted(contact))
        .post("/v1/erasures")
        .then();
  }

  private String contact() {
    return dispatch.text("select contact_id from contact_identity where value = $1", email);
  }

  private void report() {
    Dispatch.report(
        """
        {"source":"helpdesk","id":"%s","kind":"SUPPORT","occurredAt":"%s",
         "contact":{"id":"%s","email":"%s","name":"Ada %s","company":{"name":"%s"},
           "attributes":{"secret":"%s"}},"facts":{"note":"%s"}}"""
            .formatted(UUID.randomUUID(), clock.instant(), tag, email, tag, tag, tag, tag));
  }

  @Test
  void nothing_of_the_person_is_left_in_any_table_and_nothing_goes_out() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    report();
    Asked asked =
        new Asked(
            dispatch,
            email,
            UUID.fromString(
                dispatch.text(
                    "select id from invitation where policy_id = $1", UUID.fromString(policy))));
    String contact = contact();
    erase(contact).statusCode(201).body("rows.contact", equalTo(1), "rows.interaction", equalTo(1));
    assertThat(asked.state()).isEqualTo("CANCELLED");
    for (Row table :
        dispatch.rows(
            "select table_name from information_schema.tables where table_schema = 'public'"
                + " and table_type = 'BASE TABLE' and table_name not like 'outbox%'")) {
      String name = table.getString(0);
      assertThat(
              dispatch.count(
                  "select count(*) from %s t where to_jsonb(t)::text like '%%' || $1 || '%%'"
                      .formatted(name),
                  tag))
          .as(name)
          .isZero();
    }
    Dispatch.asKey()
        .get("/v1/contacts/" + contact)
        .then()
        .body("email", nullValue(), "name", nullValue(), "erasedAt", notNullValue());
  }

  @Test
  void the_event_names_the_invitations_and_is_one_of_its_schema() throws IOException {
    dispatch.policy(dispatch.survey("CSAT"), "");
    report();
    String contact = contact();
    String invitation =
        dispatch.text("select id from invitation where contact_id = $1", UUID.fromString(contact));
    String id = erase(contact).extract().path("id");
    erase(contact).statusCode(201).body("id", equalTo(id));
    List<Dispatch.Event> events = dispatch.eventsOf(contact);
    assertThat(events).hasSize(1);
    assertThat(events.get(0).data()).contains(id, contact, invitation).doesNotContain(email);
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    assertThat(schema.validate(json.readTree(events.get(0).data()))).isEmpty();
    assertThat(schema.validate(json.readTree(Files.readString(EXAMPLE)))).isEmpty();
    Dispatch.asKey().get("/v1/erasures/" + id).then().statusCode(200);
  }

  private ReceivedEvent done(String erasure, String service) {
    ObjectNode data =
        (ObjectNode)
            ProviderSpec.of(service + "-service")
                .event(DoneReceiver.DONE)
                .exampleWithUnknownFields();
    return new ReceivedEvent(
        UUID.randomUUID(),
        "/" + service,
        DoneReceiver.DONE,
        erasure,
        1,
        clock.instant(),
        data.put("erasureId", erasure));
  }

  private void receive(ReceivedEvent... events) {
    pool.withTransaction(tx -> receiver.apply(tx, List.of(events)))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private static ValidatableResponse show(String erasure) {
    return Dispatch.asKey().get("/v1/erasures/" + erasure).then().statusCode(200);
  }

  @Test
  void an_erasure_is_complete_when_both_other_services_have_said_so() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    report();
    String contact = contact();
    String id = erase(contact).body("state", equalTo("UNDER_WAY")).extract().path("id");
    show(id).body("missing", contains("survey", "scoring"));

    receive(done(id, "survey"), done(id, "survey"));
    receive(done(id, "survey"));
    show(id)
        .body("state", equalTo("UNDER_WAY"), "missing", contains("scoring"))
        .body("elsewhere", hasSize(1), "elsewhere[0].rows.response", equalTo(2));
    assertThat(personPage(contact)).contains("not said yet").contains("too: scoring.");

    receive(done(id, "scoring"));
    show(id).body("state", equalTo("COMPLETE"), "missing", hasSize(0));
    show(id).body("elsewhere.service", contains("scoring", "survey"));
    assertThat(personPage(contact)).contains("nor in the other services");
    erase(contact).body("id", equalTo(id), "state", equalTo("COMPLETE"));
  }

  private static String personPage(String contact) {
    return Dispatch.asKey().accept("text/html").get("/people/" + contact).asString();
  }

  @Test
  void what_the_others_say_is_read_as_they_document_it() {
    ProviderSpec.of("survey-service")
        .event(DoneReceiver.DONE)
        .readBy(DoneReceiver.ErasureDone.class);
    ProviderSpec.of("scoring-service")
        .event(DoneReceiver.DONE)
        .readBy(DoneReceiver.ErasureDone.class);
  }

  @Test
  void who_is_reported_again_is_somebody_new_and_is_never_written_to() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    report();
    String before = contact();
    erase(before).statusCode(201);
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .body("interactions[0].decisions[0].reason", equalTo("SUPPRESSED"));
    assertThat(contact()).isNotEqualTo(before);
    Dispatch.asKey()
        .get("/v1/contacts/" + contact())
        .then()
        .body("suppressed", equalTo("ERASED"), "id", not(equalTo(before)));
    Dispatch.asKey().get("/v1/erasures/" + UUID.randomUUID()).then().statusCode(404);
    erase(UUID.randomUUID().toString()).statusCode(404);
  }
}
