package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.afterword.dispatch.mail.ComposedMail;
import io.afterword.dispatch.mail.InvitationMail;
import io.afterword.dispatch.mail.Sender;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a mail server that somebody else wrote, which also asks for a password. */
class GreenMailTest {
  private static final Sender SENDER =
      Sender.of(
          Optional.of("Blå havn <ask@blueharbour.example>"),
          Optional.of("Kundenservice für Sie <support@blueharbour.example>"),
          "Blå havn",
          URI.create("https://ask.example"));

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void start() {
    server.start();
    server.setUser("relay@blueharbour.example", "relay", "secret");
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Verdict send(String password, ComposedMail mail) {
    Config config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withDefaultValue("quarkus.mailer.host", "127.0.0.1")
            .withDefaultValue("quarkus.mailer.port", Integer.toString(server.getSmtp().getPort()))
            .withDefaultValue("quarkus.mailer.username", "relay")
            .withDefaultValue("quarkus.mailer.password", password)
            .withDefaultValue("afterword.mail.idle-timeout", "PT5S")
            .build();
    var relay = new Relay(vertx, config);
    try {
      return relay.send(mail).await().atMost(Duration.ofSeconds(20));
    } finally {
      relay.close();
    }
  }

  private static ComposedMail mail() {
    return new InvitationMail(
            UUID.fromString("01937c5e-7d1f-7000-8000-000000000001"),
            new UUID(0, 1),
            new UUID(0, 2),
            new InvitationMail.Recipient("ada@example.com", "Åda", ZoneId.of("UTC")),
            new InvitationMail.Question("nb", "Hvordan gikk det? ★", "<p>Velg ☺</p>", "Velg ☺"),
            Instant.parse("2026-03-01T12:00:00Z"),
            false,
            "https://ask.example/unsubscribe/KEY")
        .compose(SENDER, Optional.empty(), Optional.of("stop@blueharbour.example"), Instant.EPOCH);
  }

  @Test
  void a_mail_arrives_as_it_was_meant_in_every_alphabet() throws Exception {
    assertThat(send("secret", mail())).isEqualTo(new Verdict.Accepted());
    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Hvordan gikk det? ★");
    assertThat(received.getMessageID())
        .isEqualTo("<01937c5e-7d1f-7000-8000-000000000001@blueharbour.example>");
    assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("Blå havn");
    assertThat(((InternetAddress) received.getReplyTo()[0]).getPersonal())
        .isEqualTo("Kundenservice für Sie");
    assertThat(received.getHeader("List-Unsubscribe", null).replaceAll("\\s+", " "))
        .isEqualTo("<https://ask.example/unsubscribe/KEY>, <mailto:stop@blueharbour.example>");
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(content(parts.getBodyPart(0), "text/plain")).contains("Hei, Åda!", "Velg ☺");
    assertThat(content(parts.getBodyPart(1), "text/html"))
        .contains("lang=\"nb\"", "<p>Velg ☺</p>", "1. mars 2026");
  }

  private static String content(BodyPart part, String type) throws Exception {
    assertThat(part.getContentType()).startsWith(type);
    return (String) part.getContent();
  }

  @Test
  void a_wrong_password_is_no_mails_fault() {
    assertThat(send("wrong", mail())).isInstanceOf(Verdict.RelayDown.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }
}
