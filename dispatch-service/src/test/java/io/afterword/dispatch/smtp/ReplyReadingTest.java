package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.smtp.ReplyReading.Phase;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyReadingTest {
  private static Verdict mail(int code, String text) {
    return ReplyReading.of(Phase.MAIL, new Reply(code, text));
  }

  @Test
  void a_wrong_address_is_never_tried_again_and_kept_in_mind() {
    for (String text : List.of("5.1.1 no such user", "5.1.2 no such domain", "5.2.1 disabled")) {
      assertThat(mail(550, text)).isEqualTo(new Verdict.Never(new Reply(550, text), true));
    }
  }

  @Test
  void a_final_refusal_without_a_reason_says_nothing_about_the_address() {
    assertThat(mail(550, "no")).isEqualTo(new Verdict.Never(new Reply(550, "no"), false));
    assertThat(mail(553, "5.1.8 bad sender"))
        .isEqualTo(new Verdict.Never(new Reply(553, "5.1.8 bad sender"), false));
    assertThat(mail(554, "5.6.0 content")).isInstanceOf(Verdict.Never.class);
  }

  @Test
  void a_full_mailbox_and_a_relay_in_trouble_are_tried_later() {
    assertThat(mail(552, "5.2.2 over quota")).isInstanceOf(Verdict.Later.class);
    assertThat(mail(451, "4.3.0 try later")).isInstanceOf(Verdict.Later.class);
    assertThat(mail(550, "5.3.0 system trouble")).isInstanceOf(Verdict.Later.class);
  }

  @Test
  void policy_and_421_ask_for_a_pause_and_never_blame_the_contact() {
    assertThat(mail(550, "5.7.1 reputation")).isInstanceOf(Verdict.LaterAndPause.class);
    assertThat(mail(421, "4.7.0 too many connections")).isInstanceOf(Verdict.LaterAndPause.class);
  }

  @Test
  void whatever_is_refused_before_the_mail_is_the_relays_matter() {
    assertThat(ReplyReading.of(Phase.ENTRY, new Reply(554, "go away")))
        .isInstanceOf(Verdict.RelayDown.class);
    assertThat(mail(530, "5.7.0 authentication required")).isInstanceOf(Verdict.RelayDown.class);
  }

  @Test
  void the_phase_is_read_from_the_mail_clients_words() {
    assertThat(
            Relay.verdict(
                new SMTPException(
                    "recipient address not accepted", 550, List.of("550 5.1.1 who"), true),
                true))
        .isEqualTo(new Verdict.Never(new Reply(550, "5.1.1 who"), true));
    assertThat(
            Relay.verdict(
                new SMTPException("AUTH PLAIN failed", 535, List.of("535 no"), false), false))
        .isInstanceOf(Verdict.RelayDown.class);
    assertThat(
            Relay.verdict(
                new SMTPException("sender address not accepted", 550, List.of("550 no"), false),
                true))
        .isInstanceOf(Verdict.RelayDown.class);
    assertThat(Relay.verdict(new ConnectException("refused"), false))
        .isInstanceOf(Verdict.RelayDown.class);
    assertThat(Relay.verdict(new IOException("socket was closed unexpected."), true))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void a_reply_on_several_lines_is_read_as_one_and_forgets_the_address() {
    Reply reply =
        Reply.of(550, List.of("550-5.1.1 <ada@example.com>: user", "550 5.1.1 unknown here"));
    assertThat(reply.text()).isEqualTo("5.1.1 <address>: user unknown here");
  }
}
