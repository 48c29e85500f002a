package io.afterword.dispatch.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Batches that tell of the same new people at the same time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class StrangersTest {
  private static final int PEOPLE = 60;

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  private final String run = UUID.randomUUID().toString();
  private final int numbers = 10_000_000 + Math.floorMod(run.hashCode(), 80_000_000);

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private String interaction(String source, int person, String contact) {
    return """
    {"source":"%s","id":"%s-%d","kind":"SUPPORT","occurredAt":"%s","contact":{%s,"name":"P%d"}}"""
        .formatted(source, run, person, clock.instant(), contact, person);
  }

  private CompletableFuture<Void> report(List<String> interactions) {
    String body = "[" + String.join(",", interactions) + "]";
    return CompletableFuture.runAsync(() -> Dispatch.report(body).statusCode(202));
  }

  private String email(int person) {
    return "p%d-%s@example.com".formatted(person, run);
  }

  /** Whoever comes second knows the address, and learns the other sign beside it. */
  @RepeatedTest(5)
  void become_one_contact_each_whoever_comes_first() throws Exception {
    List<String> byId = new ArrayList<>();
    List<String> byPhone = new ArrayList<>();
    IntStream.range(0, PEOPLE)
        .forEach(
            person -> {
              byId.add(
                  interaction(
                      "desk",
                      person,
                      "\"id\":\"%s/%d\",\"email\":\"%s\"".formatted(run, person, email(person))));
              byPhone.add(
                  interaction(
                      "shop",
                      person,
                      "\"email\":\"%s\",\"phone\":\"+47%d\""
                          .formatted(email(person), numbers + person)));
            });
    Collections.reverse(byPhone);
    CompletableFuture.allOf(report(byId), report(byPhone)).get(30, TimeUnit.SECONDS);

    assertThat(
            dispatch.count(
                "select count(*) from (select contact_id from contact_identity i join contact c"
                    + " on c.id = i.contact_id where c.address like $1 group by contact_id"
                    + " having count(*) = 3) whole",
                "%" + run + "%"))
        .as("people who are known by all three signs")
        .isEqualTo(PEOPLE);
    assertThat(
            dispatch.count("select count(*) from contact where address like $1", "%" + run + "%"))
        .isEqualTo(PEOPLE);
  }
}
