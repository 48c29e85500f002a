package io.afterword.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.afterword.dev.test.smtp.SmtpSink;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A relay and a survey-service for the tests, at the wire. */
public final class SurroundingsResource implements QuarkusTestResourceLifecycleManager {
  private static final Pattern INVITATION = Pattern.compile("\"invitationId\":\"([0-9a-f-]{36})\"");

  private static @Nullable SmtpSink relay;
  private @Nullable HttpServer survey;

  /** What survey-service answers from now on; the tests set it. */
  public static volatile SurveyMood mood = SurveyMood.OPEN;

  private static final Semaphore silence = new Semaphore(0);

  /** The body of the last request for links. */
  static volatile String lastRequest = "";

  /** How the stubbed survey-service answers. */
  public enum SurveyMood {
    OPEN,
    ANSWERED,
    CLOSED,
    UNPUBLISHED,
    /** Says nothing until {@link #answerLinks}. */
    SILENT,
    DOWN
  }

  public static SmtpSink relay() {
    return Objects.requireNonNull(relay);
  }

  /** Whether survey-service is down. */
  public static void stop(boolean down) {
    mood = down ? SurveyMood.DOWN : SurveyMood.OPEN;
  }

  /** From now on survey-service says that each was answered. */
  public static void answered() {
    mood = SurveyMood.ANSWERED;
  }

  /** From now on survey-service takes requests for links and says nothing. */
  public static void holdLinks() {
    silence.drainPermits();
    mood = SurveyMood.SILENT;
  }

  /** It answers, also those that wait. */
  public static void answerLinks() {
    mood = SurveyMood.OPEN;
    silence.release(1_000);
  }

  @Override
  public Map<String, String> start() {
    relay = SmtpSink.start();
    try {
      survey = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    survey.setExecutor(Executors.newCachedThreadPool());
    survey.createContext("/v1/links", SurroundingsResource::links);
    survey.start();
    return Map.of(
        "quarkus.mailer.host",
        "127.0.0.1",
        "quarkus.mailer.port",
        Integer.toString(relay().port()),
        "afterword.survey.url",
        "http://127.0.0.1:" + survey.getAddress().getPort());
  }

  private static void links(HttpExchange exchange) throws IOException {
    lastRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean key =
        "Bearer dispatch-to-survey-key-of-the-tests"
            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    SurveyMood answering = mood;
    if (answering == SurveyMood.SILENT) {
      silence.acquireUninterruptibly();
    }
    int status = mood == SurveyMood.DOWN ? 503 : key ? 200 : 401;
    var links = new StringBuilder();
    Matcher matcher = INVITATION.matcher(lastRequest);
    while (matcher.find()) {
      links.append(links.isEmpty() ? "" : ",").append(link(matcher.group(1)));
    }
    byte[] body = ("{\"links\":[" + links + "]}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String link(String id) {
    return switch (mood) {
      case OPEN, SILENT, DOWN ->
          """
          {"invitationId":"%1$s","url":"https://ask.example/r/%1$s","state":"OPEN","locale":"en",
           "version":1,"subject":"How did we do?",
           "html":"<a href=\\"https://ask.example/r/%1$s?rating=4\\">4</a>",
           "text":"4: https://ask.example/r/%1$s?rating=4"}"""
              .formatted(id);
      case ANSWERED, CLOSED -> "{\"invitationId\":\"%s\",\"state\":\"%s\"}".formatted(id, mood);
      case UNPUBLISHED ->
          "{\"invitationId\":\"%s\",\"problem\":{\"code\":\"UNKNOWN_SURVEY\",\"detail\":\"No.\"}}"
              .formatted(id);
    };
  }

  @Override
  public void stop() {
    if (survey != null) {
      survey.stop(0);
    }
    if (relay != null) {
      relay.close();
    }
  }
}
