package io.afterword.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
  private static final Instant AT = Instant.parse("2026-03-28T23:59:59.123456Z");
  private static final UUID ID = UUID.fromString("0199a5b2-6c00-7000-8000-000000000001");

  @Test
  void what_is_sent_is_a_cloud_event_to_the_reference_implementation() {
    CloudEvents.Batch batch = CloudEvents.write("/survey", List.of(event("{\"rating\":4}")));

    CloudEvent read = byReference(FeedJson.parse(batch.body()).get(0));

    assertThat(read.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(read.getId()).isEqualTo(ID.toString());
    assertThat(read.getSource()).hasToString("/survey");
    assertThat(read.getType()).isEqualTo("response.changed");
    assertThat(read.getSubject()).isEqualTo("r-1");
    assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-03-28T23:59:59.123456Z"));
    assertThat(read.getExtension("revision")).isEqualTo(3);
    assertThat(new String(Objects.requireNonNull(read.getData()).toBytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"rating\":4}");
  }

  @Test
  void what_is_sent_is_read_as_it_was() {
    CloudEvents.Batch batch =
        CloudEvents.write("/survey", List.of(event("{\"text\":\"süß \\u0000 \\ud83d\\ude00\"}")));

    ReceivedEvent read = CloudEvents.read("/survey", FeedJson.parse(batch.body()).get(0));

    assertThat(read.id()).isEqualTo(ID);
    assertThat(read.revision()).isEqualTo(3);
    assertThat(read.time()).isEqualTo(AT);
    assertThat(read.data().path("text").textValue()).isEqualTo("süß \0 😀");
  }

  @Test
  void a_body_ends_when_it_is_large_and_says_how_many_it_holds() {
    char[] much = new char[300_000];
    Arrays.fill(much, '語'); // three bytes each
    Outgoing large = event("{\"text\":\"" + new String(much) + "\"}");
    List<Outgoing> events = new ArrayList<>(List.of(large, large, large));

    CloudEvents.Batch batch = CloudEvents.write("/survey", events);

    assertThat(batch.count()).isEqualTo(2);
    assertThat(FeedJson.parse(batch.body())).hasSize(2);
    assertThat(
            CloudEvents.write(
                    "/survey", IntStream.range(0, 500).mapToObj(i -> event("{}")).toList())
                .count())
        .isEqualTo(500);
  }

  private static Outgoing event(String data) {
    return new Outgoing(1, ID, "response.changed", "r-1", 3, data, AT);
  }

  private static CloudEvent byReference(JsonNode event) {
    return Objects.requireNonNull(
            EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE))
        .deserialize(event.toString().getBytes(StandardCharsets.UTF_8));
  }
}
