package io.afterword.platform.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.feed.SubscriptionView;
import io.afterword.platform.feed.SubscriptionView.State;
import io.afterword.platform.job.JobView;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StatusPageTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  private static final Instant NOW = Instant.parse("2026-05-01T09:30:00Z");

  @Test
  @TestSecurity(user = "ada", roles = "status:read")
  void it_speaks_the_readers_language() {
    given()
        .header("Accept", "text/html")
        .header("Accept-Language", "de")
        .get("/platform/status")
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"de\""))
        .body(containsString("Zustand von platform-service"))
        .body(containsString("Was wartet"));
    given()
        .header("Accept", "text/html")
        .get("/platform/status")
        .then()
        .body(containsString("Status of platform-service"));
  }

  @Test
  @TestSecurity(user = "eve", roles = "surveys:read")
  void it_is_for_those_who_may_read_the_status() {
    given().header("Accept", "text/html").get("/platform/status").then().statusCode(403);
  }

  @Test
  void what_waits_is_said_with_for_whom_and_since_when() {
    var feed =
        new FeedStatus.View(
            List.of(
                subscription("dispatch", State.DELIVERING, 0, null, null),
                subscription("scoring", State.FAILING, 3, NOW.minusSeconds(1080), "answered 503"),
                subscription("webhook:1", State.PAUSED, 1, NOW.minusSeconds(500_000), "timeout")),
            2);

    assertThat(sentences(feed, "en"))
        .containsExactly(
            "2 events from other services could not be applied and must be looked at.",
            "dispatch-service has taken every event.",
            "Sending to scoring-service fails: answered 503.",
            "3 events wait for scoring-service since 11:12.",
            "Sending to a webhook (https://x.example) is paused after five days of failures, until a"
                + " person resumes it: timeout.",
            "1 event waits for a webhook (https://x.example) since 2026-04-25 16:36.");
    assertThat(sentences(feed, "de"))
        .contains(
            "dispatch-service hat jedes Ereignis übernommen.",
            "3 Ereignisse warten seit 11:12 auf scoring-service.");
  }

  @Test
  void jobs_that_fail_are_named_and_the_others_counted() {
    StatusText text = MessageBundles.get(StatusText.class, Localized.Literal.of("en"));
    assertThat(
            StatusPage.jobs(
                List.of(job("expiry", 0, null), job("waves", 2, "no connection")), text))
        .containsExactly("waves failed 2 times in a row: no connection", "1 job does what is due.");
  }

  private static List<String> sentences(FeedStatus.View feed, String language) {
    return StatusPage.waiting(
        feed,
        MessageBundles.get(StatusText.class, Localized.Literal.of(language)),
        moment -> StatusPage.written(moment, NOW, OSLO));
  }

  private static SubscriptionView subscription(
      String name, State state, int waiting, @Nullable Instant since, @Nullable String error) {
    return new SubscriptionView(
        name, "https://x.example", List.of(), state, waiting, since, null, 0, null, error, null);
  }

  private static JobView job(String name, int failures, @Nullable String error) {
    return new JobView(name, NOW, false, null, null, failures, error);
  }
}
