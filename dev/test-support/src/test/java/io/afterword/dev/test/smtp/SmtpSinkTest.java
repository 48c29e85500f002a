package io.afterword.dev.test.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpSinkTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SmtpSink sink = SmtpSink.start();

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void keeps_what_it_gets_with_its_envelope_and_without_dot_stuffing() throws Exception {
    try (Client client = new Client()) {
      client.greet();
      client.say("MAIL FROM:<survey@example.org> SIZE=10", "250 2.0.0 ok");
      client.say("RCPT TO:<ada@example.org>", "250 2.0.0 ok");
      client.say("RCPT TO:<bob@example.org>", "250 2.0.0 ok");
      client.say("DATA", "354 end with a dot");
      client.say("Subject: How did\r\n we do?\r\n\r\n..hidden: no\r\n.", "250 2.0.0 ok");
      client.say("QUIT", "221 2.0.0 bye");
    }
    List<SinkMail> mails = sink.awaitMails(1, SOON);
    assertThat(mails)
        .containsExactly(
            new SinkMail(
                "survey@example.org",
                List.of("ada@example.org", "bob@example.org"),
                "Subject: How did\r\n we do?\r\n\r\n.hidden: no\r\n"));
    assertThat(mails.get(0).header("subject")).hasValue("How did we do?");
    assertThat(mails.get(0).header("hidden")).isEmpty();
  }

  @Test
  void takes_several_mails_on_one_connection() throws Exception {
    try (Client client = new Client()) {
      client.greet();
      client.mail("ada@example.org", "250 2.0.0 ok");
      client.mail("bob@example.org", "250 2.0.0 ok");
    }
    assertThat(sink.mails()).hasSize(2);
    assertThat(sink.connections()).isEqualTo(1);
  }

  @Test
  void refuses_one_recipient_and_takes_the_other() throws Exception {
    sink.at(SmtpPhase.RECIPIENT).forRecipient("bob@example.org").refuse(550, "5.1.1 nobody");
    try (Client client = new Client()) {
      client.greet();
      client.say("MAIL FROM:<survey@example.org>", "250 2.0.0 ok");
      client.say("RCPT TO:<bob@example.org>", "550 5.1.1 nobody");
      client.say("DATA", "503 5.5.1 no valid recipients");
      client.say("RCPT TO:<ada@example.org>", "250 2.0.0 ok");
    }
  }

  @Test
  void refuses_for_now_as_often_as_told_and_keeps_nothing_of_it() throws Exception {
    sink.at(SmtpPhase.DOT).times(1).refuse(451, "4.3.0 later");
    try (Client client = new Client()) {
      client.greet();
      client.mail("ada@example.org", "451 4.3.0 later");
      assertThat(sink.mails()).isEmpty();
      client.mail("ada@example.org", "250 2.0.0 ok");
      assertThat(sink.mails()).hasSize(1);
    }
  }

  @Test
  void ends_the_session_after_a_421() throws Exception {
    sink.at(SmtpPhase.SENDER).refuse(421, "4.3.2 shutting down");
    try (Client client = new Client()) {
      client.greet();
      client.say("MAIL FROM:<survey@example.org>", "421 4.3.2 shutting down");
      assertThat(client.readLine()).isNull();
    }
  }

  @Test
  void drops_the_connection_before_the_data_without_a_word() throws Exception {
    sink.at(SmtpPhase.DATA).drop();
    try (Client client = new Client()) {
      client.greet();
      client.say("MAIL FROM:<survey@example.org>", "250 2.0.0 ok");
      client.say("RCPT TO:<ada@example.org>", "250 2.0.0 ok");
      client.say("DATA", null);
    }
    assertThat(sink.mails()).isEmpty();
  }

  @Test
  void a_mail_whose_answer_was_dropped_after_the_dot_has_arrived() throws Exception {
    sink.at(SmtpPhase.DOT).drop();
    try (Client client = new Client()) {
      client.greet();
      client.mail("ada@example.org", null);
    }
    assertThat(sink.mails()).hasSize(1);
  }

  @Test
  void stalls_until_it_behaves_again() throws Exception {
    sink.at(SmtpPhase.GREETING).stall();
    try (Client client = new Client()) {
      sink.awaitStalled(1, SOON);
      client.patience(Duration.ofMillis(50));
      assertThatThrownBy(client::readLine).isInstanceOf(SocketTimeoutException.class);

      sink.behave();
      client.patience(SOON);
      assertThat(client.readLine()).isEqualTo("220 sink.test ready");
    }
  }

  @Test
  void a_closed_sink_drops_those_who_are_stalled_and_refuses_connections() throws Exception {
    sink.at(SmtpPhase.GREETING).stall();
    try (Client client = new Client()) {
      sink.awaitStalled(1, SOON);
      sink.close();
      assertThat(client.readLine()).isNull();
    }
    assertThatThrownBy(Client::new).isInstanceOf(ConnectException.class);

    try (SmtpSink again = SmtpSink.start(sink.port());
        Client client = new Client()) {
      client.greet();
      assertThat(again.connections()).isEqualTo(1);
    }
  }

  @Test
  void waiting_ends_at_its_deadline_with_what_there_was() {
    assertThatThrownBy(() -> sink.awaitMails(2, Duration.ofMillis(20)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("after PT0.02S there were 0 of 2 mails");
  }

  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      patience(SOON);
    }

    void patience(Duration duration) throws IOException {
      socket.setSoTimeout((int) duration.toMillis());
    }

    void greet() throws IOException {
      assertThat(readLine()).isEqualTo("220 sink.test ready");
      say("HELO client.test", "250 sink.test");
    }

    void mail(String recipient, @Nullable String lastAnswer) throws IOException {
      say("MAIL FROM:<survey@example.org>", "250 2.0.0 ok");
      say("RCPT TO:<" + recipient + ">", "250 2.0.0 ok");
      say("DATA", "354 end with a dot");
      say("Subject: hello\r\n\r\nhow did we do?\r\n.", lastAnswer);
    }

    /** Says it and expects that answer; null where the connection is expected to end instead. */
    void say(String line, @Nullable String answer) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      assertThat(readLine()).isEqualTo(answer);
    }

    @Nullable String readLine() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
