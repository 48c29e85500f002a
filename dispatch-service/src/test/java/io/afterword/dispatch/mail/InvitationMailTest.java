package io.afterword.dispatch.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationMailTest {
  private static final UUID DELIVERY = UUID.fromString("01937c5e-7d1f-7000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2026-03-02T09:05:07Z");
  private static final Sender SENDER =
      Sender.of(
          Optional.of("Blue Harbour <ask@blueharbour.example>"),
          Optional.of("support@blueharbour.example"),
          "Blue Harbour",
          URI.create("https://ask.example"));

  private static ComposedMail mail(String locale, String name, String subject) {
    return new InvitationMail(
            DELIVERY,
            new UUID(0, 1),
            new UUID(0, 2),
            new InvitationMail.Recipient("ada@example.com", name, ZoneId.of("Pacific/Auckland")),
            new InvitationMail.Question(locale, subject, "<p>BLOCK</p>", "BLOCK"),
            Instant.parse("2026-03-01T12:00:00Z"),
            false,
            "https://ask.example/unsubscribe/KEY")
        .compose(SENDER, Optional.empty(), Optional.empty(), NOW);
  }

  @Test
  void the_header_is_what_the_standards_ask_for() {
    var headers = mail("en", "Ada", "How did we do?").headers();
    assertThat(headers)
        .containsEntry("Message-ID", "<" + DELIVERY + "@blueharbour.example>")
        .containsEntry("Date", "Mon, 02 Mar 2026 09:05:07 +0000")
        .containsEntry("Reply-To", "support@blueharbour.example")
        .containsEntry("Auto-Submitted", "auto-generated")
        .containsEntry("List-Unsubscribe", "<https://ask.example/unsubscribe/KEY>")
        .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    assertThat(headers).containsKeys("List-Id", "Feedback-ID");
  }

  @Test
  void both_parts_have_greeting_question_reason_and_the_way_out() {
    ComposedMail mail = mail("en", "Ada <b>", "How did we do?");
    assertThat(mail.text())
        .contains("Hello Ada <b>,", "BLOCK", "Blue Harbour on March 2, 2026", "unsubscribe/KEY");
    assertThat(mail.html())
        .contains("Hello Ada &lt;b&gt;,", "<p>BLOCK</p>", "unsubscribe/KEY", "dir=\"ltr\"")
        .doesNotContain("Ada <b>");
  }

  @Test
  void a_mail_in_arabic_runs_from_right_to_left() {
    assertThat(mail("ar", "Ada", "كيف كان ذلك؟").html()).contains("<html lang=\"ar\" dir=\"rtl\">");
  }

  @Test
  void a_subject_that_would_add_a_header_is_refused() {
    assertThatThrownBy(() -> mail("en", "Ada", "Hi\r\nBcc: everybody@example.com"))
        .isInstanceOf(HeaderInjectionException.class);
    assertThatThrownBy(() -> HeaderText.encoded("a\nb"))
        .isInstanceOf(HeaderInjectionException.class);
    assertThatThrownBy(() -> HeaderText.checked("a\0b"))
        .isInstanceOf(HeaderInjectionException.class);
  }

  @Test
  void text_that_is_not_ascii_becomes_encoded_words_of_at_most_75_characters() {
    assertThat(HeaderText.encoded("Blue Harbour")).isEqualTo("Blue Harbour");
    assertThat(HeaderText.encoded("Blå havn")).isEqualTo("=?UTF-8?B?QmzDpSBoYXZu?=");
    String folded = HeaderText.encoded("港".repeat(40));
    assertThat(folded.split("\r\n ")).allMatch(word -> word.length() <= 75).hasSize(3);
  }

  @Test
  void every_language_has_all_words() {
    Set<String> english = Wording.of("en").keys();
    for (String tag : Wording.TAGS) {
      assertThat(Wording.of(tag).keys()).as(tag).isEqualTo(english);
      assertThat(Wording.of(tag).say("mail.reason", "W", "D")).as(tag).contains("W", "D");
    }
  }

  @Test
  void a_language_falls_back_to_one_that_its_readers_understand() {
    assertThat(Wording.nearest("zh-TW")).isEqualTo("zh-Hant");
    assertThat(Wording.nearest("zh-Hans-HK")).isEqualTo("zh-Hans");
    assertThat(Wording.nearest("zh")).isEqualTo("zh-Hans");
    assertThat(Wording.nearest("nn-NO")).isEqualTo("nb");
    assertThat(Wording.nearest("pt-BR")).isEqualTo("pt");
    assertThat(Wording.nearest("fi")).isEqualTo("en");
    assertThat(Wording.nearest(null)).isEqualTo("en");
  }

  @Test
  void a_service_that_nobody_could_answer_does_not_start() {
    assertRefused("", "afterword.mail.reply-to");
    assertRefused("no-reply@example.com", "not a no-reply one");
    assertRefused("Do Not <donotreply@example.com>", "not a no-reply one");
    assertRefused("nobody", "is no e-mail address");
    assertThatThrownBy(
            () ->
                Sender.of(
                    Optional.empty(), Optional.of("a@b.example"), "W", URI.create("http://x")))
        .hasMessageContaining("AFTERWORD_MAIL_FROM");
  }

  private static void assertRefused(String replyTo, String words) {
    assertThatThrownBy(
            () ->
                Sender.of(
                    Optional.of("ask@example.com"),
                    Optional.of(replyTo),
                    "W",
                    URI.create("http://x")))
        .hasMessageContaining(words);
  }
}
