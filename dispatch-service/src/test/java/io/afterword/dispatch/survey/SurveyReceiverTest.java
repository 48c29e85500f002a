package io.afterword.dispatch.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.ProviderSpec;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class SurveyReceiverTest {
  @Inject SurveyReceiver receiver;
  @Inject KnownSurveys surveys;
  @Inject Pool pool;
  private final UUID survey = UUID.randomUUID();

  private void receive(ReceivedEvent... events) {
    pool.withTransaction(tx -> receiver.apply(tx, List.of(events)))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private Optional<KnownSurvey> known() {
    return surveys.find(survey).await().atMost(Duration.ofSeconds(10));
  }

  private ReceivedEvent event(String type, int revision, JsonNode data) {
    return new ReceivedEvent(
        UUID.randomUUID(), "/survey", type, survey.toString(), revision, Instant.EPOCH, data);
  }

  private ReceivedEvent published(int revision, int version) {
    ObjectNode data =
        (ObjectNode)
            ProviderSpec.of("survey-service").event("survey.published").exampleWithUnknownFields();
    return event("survey.published", revision, data.put("version", version));
  }

  private ReceivedEvent archived(int revision) {
    return event(
        "survey.archived",
        revision,
        ProviderSpec.of("survey-service").event("survey.archived").exampleWithUnknownFields());
  }

  @Test
  void keeps_the_newest_whatever_order_events_come_in() {
    receive(published(2, 2));
    receive(published(1, 1), published(1, 1));
    assertThat(known().orElseThrow().version()).isEqualTo(2);
    assertThat(known().orElseThrow().archived()).isFalse();
  }

  @Test
  void an_archived_survey_keeps_its_name() {
    receive(archived(2), published(1, 1));
    assertThat(known().orElseThrow().archived()).isTrue();
    assertThat(known().orElseThrow().name()).isNotEmpty();
  }

  @Test
  void one_that_is_archived_before_it_is_known_is_not_known() {
    receive(archived(2));
    assertThat(known()).isEmpty();
    receive(published(1, 1));
    assertThat(known()).isEmpty();
  }
}
