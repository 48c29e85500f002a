package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dev.test.smtp.SmtpSink;
import io.afterword.dispatch.mail.ComposedMail;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Relays that are broken in their own ways: what is certain, what is not, and no slot is lost. */
class BadRelayTest {
  private static final ComposedMail MAIL =
      new ComposedMail(
          Optional.empty(),
          "ask@blueharbour.example",
          "ada@example.com",
          "How?",
          "text",
          "<p>html</p>",
          Map.of());

  /** How long a relay may say nothing, where a test waits for that. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  @TempDir private Path certificates;

  private final SmtpSink sink = SmtpSink.start();
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> settings =
      new TreeMap<>(
          Map.of(
              "quarkus.mailer.host",
              "127.0.0.1",
              "quarkus.mailer.port",
              Integer.toString(sink.port()),
              "quarkus.mailer.max-pool-size",
              "1",
              "afterword.mail.idle-timeout",
              "PT20S"));

  @AfterEach
  void stop() {
    sink.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Relay relay() {
    return new Relay(
        vertx,
        new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(settings).build());
  }

  private static Verdict send(Relay relay) {
    return relay.send(MAIL).await().atMost(Duration.ofSeconds(60));
  }

  /** The client loses a place whose greeting was nonsense; it is back when the limit has passed. */
  private static Verdict sendAgain(Relay relay) {
    Verdict verdict = send(relay);
    return verdict instanceof Verdict.RelayDown ? send(relay) : verdict;
  }

  private Verdict send() {
    var relay = relay();
    try {
      return send(relay);
    } finally {
      relay.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpPhase.class,
      names = {"GREETING", "HELLO"})
  void who_hangs_up_before_the_mail_was_spoken_of_has_certainly_not_got_it(SmtpPhase phase) {
    sink.at(phase).drop();
    assertThat(send()).isInstanceOf(Verdict.RelayDown.class);
    assertThat(sink.mails()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpPhase.class,
      names = {"SENDER", "RECIPIENT", "DATA", "DOT"})
  void who_hangs_up_later_leaves_a_doubt(SmtpPhase phase) {
    sink.at(phase).drop();
    assertThat(send()).isInstanceOf(Verdict.Unknown.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpPhase.class,
      names = {"GREETING", "HELLO"})
  void who_refuses_everybody_at_the_door_is_down(SmtpPhase phase) {
    sink.at(phase).refuse(554, "5.3.2 go away");
    assertThat(send()).isInstanceOf(Verdict.RelayDown.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpPhase.class,
      // Nonsense after EHLO is followed by HELO, as the RFC has it.
      names = {"GREETING", "SENDER", "RECIPIENT", "DATA", "DOT"})
  void who_talks_nonsense_is_never_taken_to_have_accepted_and_loses_no_slot(SmtpPhase phase) {
    settings.put("afterword.mail.idle-timeout", IDLE.toString());
    sink.at(phase).times(1).say("%$! hello there");
    Relay relay = relay();
    try {
      assertThat(send(relay)).isNotInstanceOf(Verdict.Accepted.class);
      assertThat(sendAgain(relay)).isEqualTo(new Verdict.Accepted());
    } finally {
      relay.close();
    }
  }

  @Test
  void who_takes_a_mail_and_closes_after_its_yes_loses_no_slot() {
    Relay relay = relay();
    try {
      assertThat(send(relay)).isEqualTo(new Verdict.Accepted());
      sink.at(SmtpPhase.SENDER).times(1).drop();
      assertThat(send(relay)).isInstanceOf(Verdict.Unknown.class);
      assertThat(send(relay)).isEqualTo(new Verdict.Accepted());
    } finally {
      relay.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpPhase.class,
      names = {"GREETING", "DOT"})
  void who_speaks_a_byte_at_a_time_is_given_up_and_loses_no_slot(SmtpPhase phase) {
    settings.put("afterword.mail.idle-timeout", IDLE.toString());
    sink.at(phase).times(1).trickle(IDLE.dividedBy(2));
    Relay relay = relay();
    try {
      assertThat(send(relay))
          .isInstanceOf(phase == SmtpPhase.DOT ? Verdict.Unknown.class : Verdict.RelayDown.class);
      assertThat(send(relay)).isEqualTo(new Verdict.Accepted());
    } finally {
      relay.close();
    }
  }

  @Test
  void a_relay_without_tls_gets_nothing_where_it_is_required() {
    settings.put("quarkus.mailer.start-tls", "REQUIRED");
    assertThat(send()).isInstanceOf(Verdict.RelayDown.class);
    assertThat(sink.mails()).isEmpty();
  }

  @Test
  void a_certificate_for_another_host_is_refused_and_the_right_one_taken() throws Exception {
    settings.put("quarkus.mailer.start-tls", "REQUIRED");
    Certificate other = Certificate.make(certificates, "dns:other.example");
    sink.offerTls(other.context());
    settings.put("quarkus.mailer.trust-store.paths", other.pem().toString());
    assertThat(send()).isInstanceOf(Verdict.RelayDown.class);
    assertThat(sink.mails()).isEmpty();

    Certificate right = Certificate.make(certificates, "ip:127.0.0.1");
    sink.offerTls(right.context());
    settings.put("quarkus.mailer.trust-store.paths", right.pem().toString());
    assertThat(send()).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void a_certificate_of_nobody_that_is_known_is_refused() throws Exception {
    settings.put("quarkus.mailer.start-tls", "REQUIRED");
    sink.offerTls(Certificate.make(certificates, "ip:127.0.0.1").context());
    assertThat(send()).isInstanceOf(Verdict.RelayDown.class);
    assertThat(sink.mails()).isEmpty();
  }

  @Test
  void a_password_that_changed_holds_mails_until_the_right_one_is_set() {
    sink.requireLogin("afterword", "the new one");
    settings.put("quarkus.mailer.username", "afterword");
    settings.put("quarkus.mailer.password", "the old one");
    assertThat(send())
        .isEqualTo(
            new Verdict.RelayDown(
                "it refuses the login (535 5.7.8 authentication credentials invalid); check"
                    + " QUARKUS_MAILER_USERNAME and QUARKUS_MAILER_PASSWORD"));
    assertThat(sink.mails()).isEmpty();

    settings.put("quarkus.mailer.password", "the new one");
    assertThat(send()).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void a_relay_that_wants_a_login_and_gets_none_names_the_settings() {
    sink.requireLogin("afterword", "a password");
    assertThat(send())
        .isInstanceOfSatisfying(
            Verdict.RelayDown.class,
            down ->
                assertThat(down.reason())
                    .contains("530 5.7.0 authentication required", "QUARKUS_MAILER_USERNAME"));
  }
}
