package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.invitation;
import static io.afterword.survey.SurveyClient.links;
import static io.afterword.survey.SurveyClient.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CaptureTest {

  @Inject Database database;

  @TestHTTPResource("/")
  URI server;

  /** Over HTTP/2 all would share one connection, which takes a hundred requests at once. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void a_hundred_posts_of_one_invitation_among_a_hundred_others_are_one_response() {
    UUID survey = published("nps-0-10");
    List<String> pages = pages(survey, 101);
    List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // One rating: several of one link are looked at by a job, which makes a revision of its own.
      busy.add(post(pages.get(0), "rating=7&comment=" + i));
      busy.add(post(pages.get(1 + i), "rating=9"));
    }
    List<Integer> statuses = busy.stream().map(f -> f.join().statusCode()).toList();

    assertThat(statuses.stream().filter(s -> s == 201)).hasSize(101);
    assertThat(statuses.stream().filter(s -> s == 200)).hasSize(99);
    assertThat(count("select count(*) from response where survey_id = $1", survey)).isEqualTo(101);
    assertThat(count("select max(revision) from response where survey_id = $1", survey))
        .isEqualTo(100);
    assertThat(
            count(
                "select count(*) from outbox o join response r on o.subject = r.id::text"
                    + " where r.survey_id = $1 and r.revision = 100",
                survey))
        .isEqualTo(100);
    assertThat(
            count(
                "select count(*) from outbox o join response r"
                    + " on o.subject = r.invitation_id::text where r.survey_id = $1",
                survey))
        .as("each invitation was answered once")
        .isEqualTo(101);
  }

  @Test
  void the_responses_of_phones_that_hang_up_right_after_sending_are_stored() throws Exception {
    UUID survey = published("csat-1-5");
    List<String> pages = pages(survey, 200);
    for (String page : pages) {
      hangUpAfterSending(page, "rating=5");
    }
    await(() -> count("select count(*) from response where survey_id = $1", survey), 200);
    assertThat(
            count(
                "select count(*) from outbox o join response r on o.subject = r.id::text"
                    + " where r.survey_id = $1",
                survey))
        .isEqualTo(200);
  }

  @Test
  void what_was_acknowledged_is_there_after_the_databases_sessions_were_killed() {
    UUID survey = published("csat-1-5");
    List<String> pages = pages(survey, 300);
    List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      busy.add(post(pages.get(i), "rating=4"));
      if (i % 100 == 50) {
        killSessions();
      }
    }
    long acknowledged = busy.stream().filter(f -> f.join().statusCode() == 201).count();
    long stored = count("select count(*) from response where survey_id = $1", survey);
    assertThat(stored).isGreaterThanOrEqualTo(acknowledged);
    assertThat(busy).allSatisfy(f -> assertThat(f.join().statusCode()).isIn(201, 503));
    assertThat(
            count(
                "select count(*) from outbox o join response r on o.subject = r.id::text"
                    + " where r.survey_id = $1",
                survey))
        .isEqualTo(stored);
  }

  @Test
  void failures_of_the_database_are_told_apart() {
    assertThat(kind("22P05")).isEqualTo(Batcher.FailureKind.DATA);
    assertThat(kind("23514")).isEqualTo(Batcher.FailureKind.DATA);
    assertThat(kind("21000")).isEqualTo(Batcher.FailureKind.DATA);
    assertThat(kind("40P01")).isEqualTo(Batcher.FailureKind.TRANSIENT);
    assertThat(kind("57P01")).isEqualTo(Batcher.FailureKind.TRANSIENT);
    assertThat(kind("42P01")).isEqualTo(Batcher.FailureKind.OTHER);
    assertThat(ResponseStore.kindOf(new IOException("connection reset")))
        .isEqualTo(Batcher.FailureKind.TRANSIENT);
  }

  private static Batcher.FailureKind kind(String sqlState) {
    return ResponseStore.kindOf(new PgException("said no", "ERROR", sqlState, ""));
  }

  private List<String> pages(UUID survey, int number) {
    List<Map<String, Object>> invitations = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      invitations.add(invitation(survey, UUID.randomUUID()));
    }
    List<String> urls = links(invitations).path("links.url");
    return urls.stream().map(url -> url.substring(url.indexOf("/r/"))).toList();
  }

  private CompletableFuture<HttpResponse<String>> post(String page, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(page))
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private void hangUpAfterSending(String page, String form) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      // Zero seconds of linger: close() resets the connection, as a phone that is switched off.
      socket.setSoLinger(true, 0);
      String request =
          "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(page, server.getHost(), form.length(), form);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }
  }

  private void killSessions() {
    try {
      database.rows(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    } catch (RuntimeException ownSessionWent) {
      // The next one kills the rest.
    }
  }

  private long count(String sql, UUID survey) {
    for (int tries = 0; ; tries++) {
      try {
        return database.count(sql, survey);
      } catch (RuntimeException sessionWasKilled) {
        if (tries == 20) {
          throw sessionWasKilled;
        }
      }
    }
  }

  private static void await(LongSupplier actual, long expected) throws InterruptedException {
    Instant deadline = Instant.now(Clock.systemUTC()).plus(Duration.ofSeconds(20));
    while (actual.getAsLong() != expected && Instant.now(Clock.systemUTC()).isBefore(deadline)) {
      Thread.sleep(20);
    }
    assertThat(actual.getAsLong()).isEqualTo(expected);
  }
}
