package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.afterword.dev.test.smtp.SmtpSink;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The invitation as a relay gets it: its header, its signature, and how it looks. */
class MailIT {
  private static final Path FOLDER = Path.of("target", "mail").toAbsolutePath();
  private static final String SELECTOR = "checks";

  /** A workspace whose name needs encoding in headers. */
  private static final String WORKSPACE = "Blå havn & Söhne";

  private static SmtpSink relay;
  private static Playwright playwright;
  private static RunningSuite suite;
  private static KeyPair keys;
  private static SentMail mail;

  @BeforeAll
  static void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    Files.createDirectories(FOLDER);
    Path key =
        Files.writeString(
            FOLDER.resolve("dkim.pem"),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    playwright = Playwright.create();
    relay = SmtpSink.start();
    suite =
        RunningSuite.start(
            Map.of(
                "AFTERWORD_SMTP_PORT",
                Integer.toString(relay.port()),
                "AFTERWORD_WORKSPACE_NAME",
                WORKSPACE,
                "AFTERWORD_MAIL_FROM",
                "Blå havn <ask@blueharbour.example>",
                "AFTERWORD_MAIL_REPLY_TO",
                "Kundestøtte <support@blueharbour.example>",
                "AFTERWORD_MAIL_UNSUBSCRIBE_MAILTO",
                "stop@blueharbour.example",
                "AFTERWORD_DKIM_ENABLED",
                "true",
                "AFTERWORD_DKIM_SELECTOR",
                SELECTOR,
                "AFTERWORD_DKIM_KEY_PATH",
                key.toString()));
    mail = SentMail.awaitFor(relay, suite.report("en"));
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
    if (relay != null) {
      relay.close();
    }
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  void goes_to_one_person_and_says_so() throws Exception {
    assertThat(mail.raw().recipients()).hasSize(1);
    assertThat(mail.message().getRecipients(Message.RecipientType.TO))
        .extracting(Object::toString)
        .isEqualTo(mail.raw().recipients());
    assertThat(mail.message().getHeader("Cc")).isNull();
    assertThat(mail.message().getHeader("Bcc")).isNull();
  }

  @Test
  void comes_from_one_mailbox_and_can_be_answered() throws Exception {
    assertThat(mail.message().getFrom()).hasSize(1);
    assertThat(((InternetAddress) mail.message().getFrom()[0]).getPersonal()).isEqualTo("Blå havn");
    assertThat(mail.header("From")).endsWith("<ask@blueharbour.example>");
    assertThat(mail.header("Reply-To")).endsWith("<support@blueharbour.example>");
    assertThat(((InternetAddress) mail.message().getReplyTo()[0]).getPersonal())
        .isEqualTo("Kundestøtte");
  }

  @Test
  void has_date_and_subject() throws Exception {
    assertThat(mail.message().getSentDate()).isCloseTo(Instant.now(), 600_000L);
    assertThat(mail.header("Date"))
        .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");
    assertThat(mail.message().getSubject()).isNotBlank().doesNotContain("\r", "\n");
  }

  @Test
  void its_message_id_is_the_deliverys_id_at_our_domain() throws Exception {
    List<String> deliveries =
        suite.deliveries().stream().map((JsonNode d) -> d.path("id").asText()).toList();
    Matcher id = Pattern.compile("<(.+)@blueharbour\\.example>").matcher(mail.header("Message-ID"));
    assertThat(id.matches()).isTrue();
    assertThat(deliveries).contains(id.group(1));
  }

  @Test
  void keeps_vacation_responders_quiet() throws Exception {
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
  }

  @Test
  void unsubscribes_by_one_click_or_by_mail() throws Exception {
    Matcher uris = Pattern.compile("<([^>]+)>").matcher(mail.header("List-Unsubscribe"));
    List<URI> found = uris.results().map(m -> URI.create(m.group(1))).toList();
    assertThat(found)
        .extracting(URI::getScheme)
        .containsExactly(suite.front().getScheme(), "mailto");
    assertThat(found.get(0).toString()).startsWith(suite.front() + "/");
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
  }

  @Test
  void names_its_list_and_who_gets_feedback() throws Exception {
    assertThat(mail.header("List-Id"))
        .matches("=\\?UTF-8\\?B\\?.+\\?= <[\\w.-]+\\.blueharbour\\.example>");
    String[] feedback = mail.header("Feedback-ID").split(":", -1);
    assertThat(feedback).hasSize(4);
    assertThat(feedback[3]).hasSizeBetween(5, 15).isEqualTo("afterword");
    assertThat(mail.header("Feedback-ID")).doesNotContain("@");
  }

  @Test
  void its_header_is_ascii_in_short_lines() {
    String head = mail.raw().source().substring(0, mail.raw().source().indexOf("\r\n\r\n"));
    assertThat(head.chars())
        .allMatch(c -> c == '\r' || c == '\n' || c == '\t' || (c >= ' ' && c < 127));
    // RFC 5322 2.1.1: must be below 998. A link or a signature is one word and may pass 78.
    assertThat(head.lines()).allMatch(line -> line.length() < 998);
  }

  @Test
  void has_a_text_part_that_says_the_same() throws Exception {
    MimeMultipart parts = (MimeMultipart) mail.message().getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    for (String part : List.of(mail.part(0), mail.part(1).replace("&amp;", "&"))) {
      assertThat(part).contains(suite.front() + "/r/", suite.front() + "/unsubscribe/", WORKSPACE);
    }
  }

  @Test
  void spam_assassin_gives_less_than_one_point() throws Exception {
    Path file = mail.writtenTo(FOLDER.resolve("invitation.eml"));
    Tool.Outcome outcome =
        Tool.onPath("spamassassin")
            .run(List.of("-L", "-t", "-p", "/dev/null"), Map.of(), file.toFile());
    String report =
        outcome.output().substring(outcome.output().indexOf("Content analysis details"));
    System.out.println(report);
    Matcher points = Pattern.compile("\\(\\s*(-?[\\d.]+) points").matcher(report);
    assertThat(points.find()).as(outcome.output()).isTrue();
    assertThat(Double.parseDouble(points.group(1))).as(report).isLessThan(1.0);
  }

  @Test
  void its_signature_covers_both_list_headers_and_holds() throws Exception {
    String signature = mail.header("DKIM-Signature");
    assertThat(signature)
        .contains("d=blueharbour.example", "s=" + SELECTOR, "c=relaxed/relaxed", "a=rsa-sha256");
    Matcher signed = Pattern.compile("\\bh=([^;]+)").matcher(signature);
    assertThat(signed.find()).isTrue();
    assertThat(List.of(signed.group(1).replaceAll("\\s", "").toLowerCase(Locale.ROOT).split(":")))
        .contains(
            "from",
            "reply-to",
            "subject",
            "date",
            "to",
            "message-id",
            "mime-version",
            "content-type",
            "auto-submitted",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "feedback-id");
    assertThat(verified("signed.eml", mail.raw().source())).isEqualTo("True\n");
    assertThat(
            verified(
                "other-link.eml", mail.raw().source().replace("/unsubscribe/", "/unsubscribed/")))
        .isEqualTo("False\n");
    assertThat(verified("other-post.eml", mail.raw().source().replace("=One-Click", "=Two-Clicks")))
        .isEqualTo("False\n");
  }

  /** Debian's dkimpy with the public key at hand instead of DNS. */
  private static String verified(String name, String source) throws Exception {
    String program =
        """
        import dkim, sys
        def key(name, timeout=5):
            return sys.argv[3].encode() if name == sys.argv[2].encode() else None
        print(dkim.verify(open(sys.argv[1], "rb").read(), dnsfunc=key))
        """;
    String record =
        "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    Tool.Outcome outcome =
        new Tool(Path.of("/usr/bin/python3"))
            .run(
                List.of(
                    "-c",
                    program,
                    mail.writtenTo(FOLDER.resolve(name), source).toString(),
                    SELECTOR + "._domainkey.blueharbour.example.",
                    record));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return outcome.output();
  }

  /** The looks: {@code inverted} is what mail programs do that turn light mails dark themselves. */
  @ParameterizedTest
  @CsvSource({
    "en, light, 800",
    "en, dark, 800",
    "en, inverted, 800",
    "en, light, 320",
    "ar, light, 320",
    "ja, dark, 320",
    "en, without-images, 390",
  })
  void looks_right(String locale, String look, int width) throws Exception {
    SentMail shown = locale.equals("en") ? mail : SentMail.awaitFor(relay, suite.report(locale));
    String[] invert =
        look.equals("inverted")
            ? new String[] {"--blink-settings=forceDarkModeEnabled=true"}
            : new String[0];
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(look.equals("light") ? ColorScheme.LIGHT : ColorScheme.DARK);
    try (Browser browser = Chromium.launch(playwright, invert);
        BrowserContext context = browser.newContext(options)) {
      if (look.equals("without-images")) {
        context.route("**/*.{png,jpg,gif,svg,webp}", route -> route.abort());
      }
      Page page = context.newPage();
      page.setContent(shown.html());
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(FOLDER.resolve("%s-%s-%d.png".formatted(locale, look, width))));
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      assertThat(page.locator("body").innerText()).contains(WORKSPACE);
      Locator ratings = page.locator("a[href*='rating=']");
      assertThat(ratings.count()).isEqualTo(5);
      for (Locator rating : ratings.all()) {
        assertLargeEnough(rating, 40);
      }
      Locator unsubscribe = page.locator("a[href*='/unsubscribe/']");
      assertThat(unsubscribe.isVisible()).isTrue();
      assertThat(unsubscribe.innerText()).isNotBlank();
      assertThat(violations(page)).isEmpty();
    }
  }

  private static void assertLargeEnough(Locator link, int pixels) {
    assertThat(link.isVisible()).isTrue();
    assertThat(link.innerText()).isNotBlank();
    BoundingBox box = link.boundingBox();
    assertThat(box.height).isGreaterThanOrEqualTo(pixels);
    assertThat(box.width).isGreaterThanOrEqualTo(pixels);
  }

  /** By the rules of WCAG, contrast among them; a mail needs no landmarks of a page. */
  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze()
            .getViolations()
            .stream()
            .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
            .toList();
  }
}
