package io.afterword.dev.quickstart.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Catches every mail by SMTP and shows them on a page, and as JSON at {@code /api/messages}.
 *
 * <p>Mails are kept in memory only. {@code GET /api/messages} lists the newest (at most 100, {@code
 * ?to=} one recipient's); {@code GET /api/messages/ID} has one with headers and both bodies; {@code
 * DELETE /api/messages} forgets them.
 */
public final class Inbox implements AutoCloseable {
  private static final int LISTED = 100;
  private static final Pattern ONE = Pattern.compile("/(api/)?messages/(\\d{1,18})(/html)?");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Mailbox mailbox;
  private final SmtpServer smtp;
  private final HttpServer http;

  private Inbox(Mailbox mailbox, SmtpServer smtp, HttpServer http) {
    this.mailbox = mailbox;
    this.smtp = smtp;
    this.http = http;
  }

  /**
   * @param capacity how many mails are kept
   * @param taking how long a mail is on its way: half of it before it is there, half before the
   *     sender hears of it
   */
  public static Inbox start(
      Vertx vertx, int smtpPort, int pagePort, int capacity, Duration taking) {
    Mailbox mailbox = new Mailbox(capacity, Clock.systemUTC());
    SmtpServer smtp = SmtpServer.start(smtpPort, mailbox, taking);
    HttpServer http = vertx.createHttpServer();
    Inbox inbox = new Inbox(mailbox, smtp, http);
    try {
      http.requestHandler(inbox::answer)
          .listen(pagePort, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
      return inbox;
    } catch (RuntimeException e) {
      smtp.close();
      throw e;
    }
  }

  /** The mails that are still kept, newest first. */
  public List<Mail> mails() {
    return mailbox.newest();
  }

  /** How many mails ever arrived. */
  public long received() {
    return mailbox.received();
  }

  @Override
  public void close() {
    http.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    smtp.close();
  }

  private void answer(HttpServerRequest request) {
    Matcher one = ONE.matcher(request.path());
    String method = request.method().name();
    if (method.equals("DELETE") && request.path().equals("/api/messages")) {
      mailbox.clear();
      request.response().setStatusCode(204).end();
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      end(request.response(), 405, "text/plain", "This page is only read.");
    } else if (request.path().equals("/")) {
      end(request.response(), 200, "text/html", InboxPage.list(listed(request), received()));
    } else if (request.path().equals("/api/messages")) {
      end(request.response(), 200, "application/json", json(Map.of("messages", listed(request))));
    } else if (one.matches()) {
      answerOne(request, one);
    } else {
      end(request.response(), 404, "text/plain", "There is no such page.");
    }
  }

  private void answerOne(HttpServerRequest request, Matcher path) {
    Optional<Mail> found = mailbox.find(Long.parseLong(path.group(2)));
    HttpServerResponse response = request.response();
    if (found.isEmpty()) {
      end(response, 404, "text/plain", "There is no such mail (any more).");
    } else if (path.group(1) != null) {
      end(response, 200, "application/json", json(found.get()));
    } else if (path.group(3) != null) {
      // The mail is a stranger's: no script, nothing loaded, links open in a window of their own.
      response.putHeader(
          "Content-Security-Policy",
          "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
              + " style-src 'unsafe-inline'; img-src data:");
      end(response, 200, "text/html", "<base target=\"_blank\">" + found.get().html());
    } else {
      end(response, 200, "text/html", InboxPage.mail(found.get()));
    }
  }

  private List<Mail> listed(HttpServerRequest request) {
    String recipient = request.getParam("to");
    Stream<Mail> mails = mailbox.newest().stream();
    return (recipient == null
            ? mails
            : mails.filter(mail -> mail.recipient().equalsIgnoreCase(recipient)))
        .limit(LISTED)
        .toList();
  }

  private static void end(HttpServerResponse response, int status, String type, String body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", type + "; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a mail is always JSON", e);
    }
  }
}
