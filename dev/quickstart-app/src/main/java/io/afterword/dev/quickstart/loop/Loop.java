package io.afterword.dev.quickstart.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one path everything serves, from a reported interaction to a changed score, driven from
 * outside: through the front door, the mail that arrives, and the page that its link opens.
 */
public final class Loop {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final int RATING = 5;

  /** Everything that the printed examples and a curious person need. */
  private static final List<String> SCOPES =
      List.of(
          "surveys:read",
          "surveys:write",
          "responses:read",
          "interactions:write",
          "policies:read",
          "policies:write",
          "decisions:read",
          "deliveries:read",
          "scores:read",
          "status:read");

  private final URI front;
  private final URI inbox;
  private final LoopReport report;

  private Loop(URI front, URI inbox, LoopReport report) {
    this.front = front;
    this.inbox = inbox;
    this.report = report;
  }

  /** What the loop has made, and how long a customer and a manager had to wait. */
  public record Outcome(
      String apiKey, String surveyId, Duration interactionToMail, Duration ratingToScore) {}

  /** A score as far as the loop looks at it. */
  private record Seen(long answers, String shown) {
    @Override
    public String toString() {
      return answers == 0
          ? "none (no answers)"
          : "%s (%d %s)".formatted(shown, answers, answers == 1 ? "answer" : "answers");
    }
  }

  /**
   * Drives the loop once.
   *
   * @throws LoopException at the first step that fails
   */
  public static Outcome drive(URI front, URI inbox, String adminPassword, LoopReport report) {
    return new Loop(front, inbox, report).drive(adminPassword);
  }

  private Outcome drive(String adminPassword) {
    // Unique, so that the loop can be driven again on the same data.
    String run = Long.toString(System.currentTimeMillis(), 36);
    Visitor admin = Visitor.browser();
    step("signed in", "survey", () -> signIn(admin, adminPassword));
    String apiKey = step("API key made", "survey", () -> makeKey(admin, "quickstart " + run));
    Visitor program = Visitor.program(apiKey);
    String survey = step("survey published", "survey", () -> publishSurvey(program));
    step("policy made", "dispatch", () -> makePolicy(program, survey));
    Seen before = score(program, survey);
    String contact = "ada." + run + "@example.org";
    long reported = System.nanoTime();
    step("interaction reported", "dispatch", () -> report(program, run, contact));
    URI link = step("mail in the inbox", "dispatch", () -> ratingLink(contact));
    Duration toMail = since(reported);
    long rated = System.nanoTime();
    step("rating posted", "survey", () -> rate(link));
    step("score changed", "scoring", () -> changedScore(program, survey, before));
    return new Outcome(apiKey, survey, toMail, since(rated));
  }

  /** What a step gives the next one, and what it tells a person. */
  private record Step<T>(T result, String detail) {}

  private <T> T step(String name, String service, Supplier<Step<T>> work) {
    long begin = System.nanoTime();
    try {
      Step<T> step = work.get();
      report.done(name, since(begin), step.detail);
      return step.result;
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new LoopException(name, service, reason, e);
    }
  }

  private Step<String> signIn(Visitor admin, String password) {
    HtmlForm.in(admin.get(front.resolve("/sign-in")).expectSuccess())
        .fillFirst("text", "admin")
        .fillFirst("password", password)
        .send(admin)
        .expectSuccess();
    return new Step<>("admin", "as admin, by the sign-in page");
  }

  private Step<String> makeKey(Visitor admin, String name) {
    JsonNode made =
        admin
            .postJson(front.resolve("/v1/access/keys"), Map.of("name", name, "scopes", SCOPES))
            .expectSuccess()
            .json();
    return new Step<>(text(made, "/key"), "\"" + name + "\"");
  }

  private Step<String> publishSurvey(Visitor program) {
    String name = "How did we do?";
    JsonNode survey =
        program
            .postJson(front.resolve("/v1/surveys"), Map.of("template", "csat-1-5", "name", name))
            .expectSuccess()
            .json();
    String id = text(survey, "/id");
    program.postJson(front.resolve("/v1/surveys/" + id + "/publish"), Map.of()).expectSuccess();
    return new Step<>(id, "\"" + name + "\", CSAT from 1 to 5");
  }

  /** The service hears of the survey by the feed, so the first try may come too early. */
  private Step<String> makePolicy(Visitor program, String survey) {
    Map<String, Object> policy =
        Map.of(
            "name",
            "After support",
            "surveyId",
            survey,
            "trigger",
            Map.of("type", "PER_INTERACTION"),
            "delay",
            "PT0S",
            "filter",
            Map.of("field", "kind", "is", "SUPPORT"));
    Visitor.Answer made =
        await(
            () -> program.postJson(front.resolve("/v1/policies"), policy),
            answer -> answer.status() != 422,
            "the policy was not accepted");
    return new Step<>(
        text(made.expectSuccess().json(), "/id"), "ask after every SUPPORT interaction, at once");
  }

  private Step<String> report(Visitor program, String run, String contact) {
    Map<String, Object> interaction =
        Map.of(
            "source",
            "quickstart",
            "id",
            run,
            "kind",
            "SUPPORT",
            "channel",
            "EMAIL",
            "occurredAt",
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "resolved",
            true,
            "agent",
            Map.of("id", "grace", "name", "Grace Hopper"),
            "team",
            "First line",
            "contact",
            Map.of("email", contact, "name", "Ada Lovelace", "locale", "en"));
    program.postJson(front.resolve("/v1/interactions"), interaction).expectSuccess();
    return new Step<>(run, "a ticket of " + contact + " was solved");
  }

  private Step<URI> ratingLink(String contact) {
    Visitor person = Visitor.browser();
    URI mailbox = inbox.resolve("/api/messages?to=" + contact);
    JsonNode mail =
        await(
                () -> person.get(mailbox).expectSuccess().json(),
                answer -> !answer.at("/messages").isEmpty(),
                "no mail arrived for " + contact)
            .at("/messages/0");
    Matcher link =
        Pattern.compile("href=\"([^\"]*/r/[^\"]*rating=" + RATING + "[^\"]*)\"")
            .matcher(text(mail, "/html"));
    if (!link.find()) {
      throw new IllegalStateException("the mail has no link for the rating " + RATING);
    }
    return new Step<>(
        URI.create(HtmlForm.unescaped(link.group(1))), "\"" + text(mail, "/subject") + "\"");
  }

  /** As a browser without scripts does it: open the link, look at the form, send it. */
  private Step<String> rate(URI link) {
    Visitor person = Visitor.browser();
    HtmlForm form = HtmlForm.in(person.get(link).expectSuccess());
    String chosen = form.value("rating").orElse("nothing");
    if (!chosen.equals(Integer.toString(RATING))) {
      throw new IllegalStateException(
          "the page should have chosen " + RATING + " as the link says, but has " + chosen);
    }
    form.textArea().ifPresent(area -> form.fill(area, "Quick and friendly, thank you!"));
    form.send(person).expectSuccess();
    return new Step<>(chosen, RATING + " of 5 with a comment, by the page's form");
  }

  private Step<Seen> changedScore(Visitor program, String survey, Seen before) {
    Seen after =
        await(
            () -> score(program, survey),
            seen -> seen.answers == before.answers + 1,
            "the score did not change from " + before);
    return new Step<>(after, "from " + before + " to " + after);
  }

  private Seen score(Visitor program, String survey) {
    Visitor.Answer answer = program.get(front.resolve("/v1/scores?survey=" + survey));
    if (answer.status() == 404) {
      return new Seen(0, ""); // the feed has not brought the survey yet
    }
    JsonNode total = answer.expectSuccess().json().path("total");
    return new Seen(total.path("n").asLong(), total.path("scoreDisplay").asText(""));
  }

  /** Looks again and again: over HTTP there is no signal to wait for. */
  private static <T> T await(Supplier<T> look, Predicate<T> seen, String otherwise) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T found = look.get();
      if (seen.test(found)) {
        return found;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            otherwise
                + " within "
                + PATIENCE.toSeconds()
                + " seconds"
                + (found instanceof Visitor.Answer answer ? ": " + answer.body() : ""));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(JsonNode node, String pointer) {
    JsonNode found = node.at(pointer);
    if (!found.isValueNode() || found.isNull()) {
      throw new IllegalStateException("the answer has no " + pointer.substring(1) + ": " + node);
    }
    return found.asText();
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
