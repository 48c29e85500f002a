package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The packaged suite with its clocks set ahead: a quarter, a reminder, an expiry, and the next; and
 * a week of anonymous answers, of which nobody can say who gave them.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClockIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ADA = "ada-" + UUID.randomUUID() + "@example.org";

  @Test
  void a_quarter_is_asked_reminded_of_and_over_and_then_comes_the_next() {
    Collector collector = new Collector();
    World world =
        World.open(
            "ClockIT",
            100,
            Map.of(
                "AFTERWORD_CLOCK_ADJUSTABLE",
                "true",
                "QUARKUS_PROFILE",
                "suite",
                "AFTERWORD_TRACING_ENDPOINT",
                collector.address().toString(),
                "AFTERWORD_TRACING_SHARE",
                "1"));
    try (collector;
        world) {
      String admin = adminKey(world);
      Visitor program = Visitor.program(admin);
      quarterly(world, program);
      meet(world, program);

      Instant evening = eveningOfQuarter(LocalDate.now(ZoneOffset.UTC));
      setClocks(world, admin, evening);
      List<Mail> asked = awaitMails(world, 1);
      assertThat(asked.get(0).text()).doesNotContain("A reminder:").contains("from time to time");
      String contact = decision(world, program, "").path("contactId").asText();
      JsonNode decision = decision(world, program, contact);
      assertThat(decision.path("point").asText()).isEqualTo("WAVE");
      assertThat(decision.path("outcome").asText()).isEqualTo("ASK");
      awaitState(world, program, contact, "OPEN");

      setClocks(world, admin, evening.plus(Duration.ofDays(3)).plus(Duration.ofHours(1)));
      assertThat(awaitMails(world, 2).get(1).text()).contains("A reminder:");

      setClocks(world, admin, evening.plus(Duration.ofDays(15)));
      awaitState(world, program, contact, "EXPIRED");

      LocalDate later = LocalDate.ofInstant(evening, ZoneOffset.UTC).plusDays(14);
      setClocks(world, admin, eveningOfQuarter(later));
      assertThat(awaitMails(world, 3).get(2).text()).doesNotContain("A reminder:");

      AnonymousRound anonymous = new AnonymousRound(world, program);
      anonymous.answer(eveningOfQuarter(later));
      setClocks(world, admin, eveningOfQuarter(later).plus(Duration.ofDays(8)));
      anonymous.check();
      assertThat(collector.spans().stream().map(Collector.Span::name))
          .as("of anonymous people: that they were asked, and nothing of what came then")
          .contains("make link", "send mail")
          .doesNotContain("record response", "feed", "count response", "note answer");
      world.wentWell();
    }
  }

  private static String adminKey(World world) {
    List<String> scopes = new ArrayList<>(Program.SCOPES);
    scopes.add("access:admin");
    scopes.add("contacts:read");
    String key =
        Administrator.signIn(world.suite().frontUrl(), world.suite().secrets().adminPassword())
            .makeKey("clock", scopes);
    new Program(world.suite().frontUrl(), key).awaitRecognised();
    return key;
  }

  private static void quarterly(World world, Visitor program) {
    program
        .postJson(
            world.suite().frontUrl().resolve("/v1/policies"),
            Map.of(
                "name",
                "Each quarter",
                "surveyId",
                world.surveyId(),
                "trigger",
                Map.of("type", "RECURRING", "every", "P3M", "spread", "P1D"),
                "reminders",
                List.of("P3D")))
        .expectSuccess();
  }

  /** She is known, and nothing is asked about this. */
  private static void meet(World world, Visitor program) {
    program
        .postJson(
            world.suite().frontUrl().resolve("/v1/interactions"),
            Map.of(
                "source",
                "shop",
                "id",
                UUID.randomUUID().toString(),
                "kind",
                "SALES",
                "occurredAt",
                Instant.now().toString(),
                "contact",
                Map.of("email", ADA)))
        .expectSuccess();
  }

  /** The first working day of the quarter after that day, when everybody's turn is over. */
  private static Instant eveningOfQuarter(LocalDate after) {
    LocalDate day = after.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
    while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
      day = day.plusDays(1);
    }
    return day.atTime(18, 0).toInstant(ZoneOffset.UTC);
  }

  /**
   * Those of all replicas; a service refuses what is signed at another time until it is set too.
   */
  private static void setClocks(World world, String key, Instant at) {
    Duration ahead = Duration.between(Instant.now(), at);
    for (ServiceKind kind : ServiceKind.values()) {
      for (ServiceProcess replica : world.suite().replicas(kind)) {
        String path = "/%s/v1/clock".formatted(kind.name().toLowerCase(Locale.ROOT));
        put(
            HttpRequest.newBuilder(replica.address().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"offset\":\"" + ahead + "\"}"))
                .build());
      }
    }
  }

  private static void put(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Hers, in the order in which they came. */
  private static List<Mail> awaitMails(World world, int count) {
    return Await.until(
        PATIENCE,
        () ->
            world.suite().inbox().mails().stream()
                .filter(mail -> mail.recipient().equals(ADA))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList(),
        mails -> mails.size() == count,
        "she did not get mail number " + count);
  }

  private static JsonNode decision(World world, Visitor program, String contact) {
    String path =
        "/v1/decisions?outcome=ASK&limit=1" + (contact.isEmpty() ? "" : "&contact=" + contact);
    return program
        .get(world.suite().frontUrl().resolve(path))
        .expectSuccess()
        .json()
        .at("/items/0");
  }

  private static void awaitState(World world, Visitor program, String contact, String state) {
    String path = "/v1/invitations?limit=1&contact=" + contact;
    Await.until(
        PATIENCE,
        () ->
            program
                .get(world.suite().frontUrl().resolve(path))
                .expectSuccess()
                .json()
                .at("/items/0/state")
                .asText(),
        state::equals,
        "the invitation did not become " + state);
  }
}
