package io.afterword.dev.quickstart.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.suite.Ports;
import io.vertx.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final int CAPACITY = 3;

  private final Vertx vertx = Vertx.vertx();
  private final Ports ports = Ports.free();
  private final HttpClient http = HttpClient.newHttpClient();
  private Inbox inbox = Inbox.start(vertx, ports.smtp(), ports.inbox(), CAPACITY, Duration.ZERO);

  @BeforeEach
  void send() throws Exception {
    mail("ada@example.org", "Hvordan gikk det? <b>ærlig</b>");
  }

  @AfterEach
  void close() {
    inbox.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_mail_is_taken_apart_into_what_people_and_programs_look_at() {
    Mail mail = inbox.mails().get(0);
    assertThat(mail.recipient()).isEqualTo("ada@example.org");
    assertThat(mail.from()).isEqualTo("\"Ærlig Talt\" <ask@example.org>");
    assertThat(mail.subject()).isEqualTo("Hvordan gikk det? <b>ærlig</b>");
    assertThat(mail.text().strip()).isEqualTo("Gi oss en karakter: å");
    assertThat(mail.html().strip()).isEqualTo("<p>Gi oss en <a href=\"/r/x\">karakter</a>: å</p>");
    assertThat(mail.header("auto-submitted")).isEqualTo("auto-generated");
  }

  @Test
  void the_list_shows_it_without_being_fooled_by_its_subject() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<a href=\"/messages/1\">Hvordan gikk det? &lt;b&gt;ærlig&lt;/b&gt;</a>")
        .contains("ada@example.org");
  }

  @Test
  void a_mail_is_shown_in_a_frame_that_can_do_nothing() throws Exception {
    assertThat(get("/messages/1").body())
        .contains(
            "sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/messages/1/html\"")
        .contains("Gi oss en karakter: å");
    HttpResponse<String> frame = get("/messages/1/html");
    assertThat(frame.body()).startsWith("<base target=\"_blank\"><p>Gi oss en");
    assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox allow-popups")
        .contains("default-src 'none'");
  }

  @Test
  void programs_find_one_recipients_mails_newest_first() throws Exception {
    mail("bob@example.org", "for bob");
    mail("ada@example.org", "second");
    String found = get("/api/messages?to=ADA@example.org").body();
    assertThat(found).contains("\"subject\":\"second\"").doesNotContain("for bob");
    assertThat(found.indexOf("\"id\":3")).isPositive().isLessThan(found.indexOf("\"id\":1"));
    assertThat(get("/api/messages/2").body()).contains("\"recipient\":\"bob@example.org\"");
    assertThat(get("/api/messages/9").statusCode()).isEqualTo(404);
  }

  @Test
  void only_the_latest_are_kept_and_all_are_counted() throws Exception {
    for (int number = 2; number <= 5; number++) {
      mail("ada@example.org", "number " + number);
    }
    assertThat(inbox.received()).isEqualTo(5);
    assertThat(inbox.mails()).extracting(Mail::id).containsExactly(5L, 4L, 3L);
  }

  @Test
  void it_is_emptied_on_demand() throws Exception {
    http.send(
        HttpRequest.newBuilder(uri("/api/messages")).DELETE().build(),
        HttpResponse.BodyHandlers.discarding());
    assertThat(get("/").body()).contains("No mail has arrived");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + ports.inbox() + path);
  }

  private void mail(String recipient, String subject) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(ports.smtp()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("ask@example.org", "Ærlig Talt", "UTF-8"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    message.setSubject(subject, "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Gi oss en karakter: å", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Gi oss en <a href=\"/r/x\">karakter</a>: å</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }
}
