package io.afterword.dispatch.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.mail.ReturnPaths;
import io.afterword.dispatch.mail.ReturnPathsFor;
import io.afterword.dispatch.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
  private static final UUID DELIVERY = UUID.fromString("0190b2c3-7d4e-7a10-8b21-c0ffee012345");
  private static final ReturnPaths PATHS = ReturnPathsFor.address("bounces@blueharbour.example");
  private static final String PATH = PATHS.of(DELIVERY).orElseThrow();

  private final ReportReader reader = new ReportReader(PATHS);

  @Test
  void a_mail_that_came_back_is_known_by_its_recipient_and_keeps_what_the_last_server_said()
      throws IOException {
    Report report =
        read(
            notification(
                PATH,
                """
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <ada@customer.example>:
                    no such user here""",
                ""));

    assertThat(report)
        .isInstanceOfSatisfying(
            Report.Returned.class,
            returned -> {
              assertThat(returned.delivery()).isEqualTo(DELIVERY);
              assertThat(returned.reply().code()).isEqualTo(550);
              assertThat(returned.reply().text())
                  .startsWith("5.1.1 ")
                  .contains("no such user here")
                  .doesNotContain("ada@");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.2.1 |                                   | 550 | 5.2.1
          4.4.1 | X-Postfix; connection timed out    | 450 | 4.4.1
          5.0.0 | smtp; 552 5.2.2 mailbox full       | 552 | 5.2.2 mailbox full
          5.7.1 | smtp; 554 Blocked                  | 554 | 5.7.1 Blocked
          5.0.0 | smtp; this is not a reply at all   | 550 | 5.0.0 this is not a reply at all
          """)
  void whatever_servers_write_becomes_one_reply(
      String status, String diagnostic, int code, String text) throws IOException {
    String said = diagnostic == null ? "" : "\nDiagnostic-Code: " + diagnostic;

    Report report = read(notification(PATH, "Action: failed\nStatus: " + status + said, ""));

    assertThat(((Report.Returned) report).reply().code()).isEqualTo(code);
    assertThat(((Report.Returned) report).reply().text()).isEqualTo(text);
  }

  @Test
  void delays_and_arrivals_are_told_apart() throws IOException {
    assertThat(read(notification(PATH, "Action: delayed\nStatus: 4.4.1", "")))
        .isEqualTo(new Report.Delayed(DELIVERY));
    for (String action : new String[] {"delivered", "Relayed", "expanded"}) {
      assertThat(read(notification(PATH, "Action: " + action + "\nStatus: 2.0.0", "")))
          .isEqualTo(new Report.Delivered(DELIVERY));
    }
  }

  @Test
  void what_was_returned_tells_by_its_message_id_when_the_recipient_does_not() throws IOException {
    String returned = "Message-ID: <" + DELIVERY + "@blueharbour.example>\nSubject: How was it?\n";
    String failed = "Action: failed\nStatus: 5.1.1";

    for (String type : new String[] {"message/rfc822", "text/rfc822-headers"}) {
      String part = "--part\nContent-Type: " + type + "\n\n" + returned + "\n";
      assertThat(read(notification("postmaster@blueharbour.example", failed, part)))
          .isInstanceOfSatisfying(
              Report.Returned.class, r -> assertThat(r.delivery()).isEqualTo(DELIVERY));
    }
  }

  /** Written by Postfix 3.7 for a mail to an address that it refuses. */
  @Test
  void a_report_as_postfix_writes_it() throws IOException {
    byte[] mail;
    try (InputStream file = getClass().getResourceAsStream("/bounces/postfix.eml")) {
      mail = Objects.requireNonNull(file).readAllBytes();
    }

    Report report = reader.read(mail, Optional.empty());

    assertThat(report).isEqualTo(new Report.Returned(DELIVERY, new Reply(550, "5.1.1")));
  }

  @Test
  void the_mail_servers_own_word_counts_before_the_mails_header() throws IOException {
    String mail = notification("someone@else.example", "Action: failed\nStatus: 5.1.1", "");

    assertThat(reader.read(wire(mail), Optional.of("<" + PATH.toUpperCase(Locale.ROOT) + ">")))
        .isInstanceOf(Report.Returned.class);
    assertThat(reader.read(wire(mail), Optional.empty())).isInstanceOf(Report.Other.class);
  }

  @Test
  void a_token_that_we_did_not_make_is_nobodys() throws IOException {
    char last = PATH.charAt(PATH.indexOf('@') - 1);
    String forged = PATH.replace(last + "@", (last == '0' ? '1' : '0') + "@");

    assertThat(read(notification(forged, "Action: failed\nStatus: 5.1.1", "")))
        .isInstanceOf(Report.Other.class);
  }

  @Test
  void an_abuse_report_is_a_complaint_unless_it_says_the_opposite() throws IOException {
    assertThat(read(abuse("abuse"))).isEqualTo(new Report.Complaint(DELIVERY));
    assertThat(read(abuse("not-spam"))).isInstanceOf(Report.Other.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: Out of office\nAuto-Submitted: auto-replied\n\nI am away.",
        "Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/plain\n\nno.\n--x--",
        "Content-Type: multipart/mixed; boundary=x\n\n--x",
        "no header at all",
        "\u0000\u0001\u00ff",
      })
  void what_is_no_report_is_left_alone(String mail) throws IOException {
    assertThat(read("To: " + PATH + "\n" + mail)).isInstanceOf(Report.Other.class);
  }

  private Report read(String mail) throws IOException {
    return reader.read(wire(mail), Optional.empty());
  }

  private static byte[] wire(String mail) {
    return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String notification(String to, String recipientGroup, String returned) {
    return """
        Return-Path: <>
        From: MAILER-DAEMON@mail.example.com
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="part"

        --part
        Content-Type: text/plain

        I am sorry.

        --part
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.com
        Arrival-Date: Sun, 22 Nov 2026 08:00:00 +0000 (UTC)

        Final-Recipient: rfc822; ada@customer.example
        %s

        %s--part--
        """
        .formatted(to, recipientGroup, returned);
  }

  private static String abuse(String type) {
    return """
        From: abuse@provider.example
        To: postmaster@blueharbour.example
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="part"

        --part
        Content-Type: message/feedback-report

        Feedback-Type: %s
        User-Agent: Provider/1
        Version: 1
        Original-Mail-From: <%s>

        --part--
        """
        .formatted(type, PATH);
  }
}
