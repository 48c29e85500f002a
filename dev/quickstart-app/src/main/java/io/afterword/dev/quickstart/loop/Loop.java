package io.afterword.dev.quickstart.loop;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one path everything serves, from a reported interaction to a changed score, driven from
 * outside: through the front door, the mail that arrives, and the page that its link opens.
 */
public final class Loop {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RATING = 5;

  private final URI front;
  private final MailCatcher mails;
  private final LoopReport report;

  private Loop(URI front, MailCatcher mails, LoopReport report) {
    this.front = front;
    this.mails = mails;
    this.report = report;
  }

  /** What the loop has made, and how long a customer and a manager had to wait. */
  public record Outcome(
      String apiKey, String surveyId, Duration interactionToMail, Duration ratingToScore) {}

  /** What a step gives the next one, and what it tells a person. */
  private record Step<T>(T result, String detail) {}

  /** The mail, as far as the loop reads it. */
  private record Mail(String subject, URI link) {}

  /**
   * Drives the loop once.
   *
   * @throws LoopException at the first step that fails
   */
  public static Outcome drive(
      URI front, MailCatcher mails, String adminPassword, LoopReport report) {
    return new Loop(front, mails, report).drive(adminPassword);
  }

  private Outcome drive(String adminPassword) {
    // Unique, so that the loop can be driven again on the same data.
    String run = Long.toString(System.currentTimeMillis(), 36);
    String contact = "ada." + run + "@example.org";
    Administrator admin = step("signed in", "survey", () -> signIn(adminPassword));
    String apiKey = step("API key made", "survey", () -> makeKey(admin, "quickstart " + run));
    Program program = new Program(front, apiKey);
    String survey = program.surveyAskedWith().map(this::reuse).orElseGet(() -> prepare(program));
    Program.Seen before = program.score(survey);
    long reported = System.nanoTime();
    step("interaction reported", "dispatch", () -> report(program, run, contact));
    Mail mail = step("mail in the inbox", "dispatch", () -> awaitMail(contact));
    Duration toMail = since(reported);
    long rated = System.nanoTime();
    step("rating posted", "survey", () -> answer(mail.link));
    step("score changed", "scoring", () -> awaitScore(program, survey, before));
    return new Outcome(apiKey, survey, toMail, since(rated));
  }

  /** A second policy would ask the same people, who are asked once; so one is enough. */
  private String reuse(String known) {
    return step("survey found", "survey", () -> new Step<>(known, "with its policy, as left"));
  }

  private String prepare(Program program) {
    String survey = step("survey published", "survey", () -> publishSurvey(program));
    step("policy made", "dispatch", () -> makePolicy(program, survey));
    return survey;
  }

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

  private Step<Administrator> signIn(String password) {
    return new Step<>(Administrator.signIn(front, password), "as admin, by the sign-in page");
  }

  private Step<String> makeKey(Administrator admin, String name) {
    String apiKey = admin.makeKey(name, Program.SCOPES);
    new Program(front, apiKey).awaitRecognised();
    return new Step<>(apiKey, "\"" + name + "\", known to all three services");
  }

  private static Step<String> publishSurvey(Program program) {
    String name = "How did we do?";
    return new Step<>(program.publishSurvey(name), "\"" + name + "\", CSAT from 1 to 5");
  }

  private static Step<String> makePolicy(Program program, String survey) {
    return new Step<>(program.makePolicy(survey), "ask after every SUPPORT interaction, at once");
  }

  private static Step<String> report(Program program, String run, String contact) {
    program.reportSolved(run, contact, "grace", Instant.now()).expectSuccess();
    return new Step<>(run, "a ticket of " + contact + " was solved");
  }

  private Step<Mail> awaitMail(String contact) {
    MailCatcher.Caught found =
        Await.until(
                PATIENCE,
                () -> mails.newestTo(contact),
                Optional::isPresent,
                "no mail arrived for " + contact)
            .orElseThrow();
    Mail mail = new Mail(found.subject(), Respondent.link(found.html(), RATING));
    return new Step<>(mail, "\"" + mail.subject + "\"");
  }

  private static Step<URI> answer(URI link) {
    new Respondent().answer(link, RATING, "Quick and friendly, thank you!");
    return new Step<>(link, RATING + " of 5 with a comment, by the page's form");
  }

  private static Step<Program.Seen> awaitScore(
      Program program, String survey, Program.Seen before) {
    Program.Seen after =
        Await.until(
            PATIENCE,
            () -> program.score(survey),
            seen -> seen.answers() == before.answers() + 1,
            "the score did not change from " + before.inWords());
    return new Step<>(after, "from " + before.inWords() + " to " + after.inWords());
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
