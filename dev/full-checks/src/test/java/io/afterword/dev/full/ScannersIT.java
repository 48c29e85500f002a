package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the mail scanners do that people complain about, and what a person does. */
class ScannersIT {

  private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static RunningSuite suite;
  private static Playwright playwright;
  private static Browser browser;

  private AskedAs survey;
  private URI page;
  private List<URI> links;

  @BeforeAll
  static void start() {
    suite = RunningSuite.start(Map.of());
    playwright = Playwright.create();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  @BeforeEach
  void ask() {
    survey = AskedAs.of(suite, "csat-1-5", "csat-1-5");
    page = survey.link("en");
    links = new ArrayList<>(List.of(page));
    for (int rating = 1; rating <= 5; rating++) {
      links.add(URI.create(page + "?rating=" + rating));
    }
  }

  @Test
  void one_that_gets_every_link_of_the_mail_and_of_the_page_records_nothing() throws Exception {
    for (URI link : links) {
      Matcher href = HREF.matcher(fetch("GET", link, Map.of()));
      while (href.find()) {
        fetch("GET", page.resolve(href.group(1)), Map.of());
      }
    }
    assertThat(survey.responses()).isEmpty();
  }

  @Test
  void one_that_asks_for_the_head_only_records_nothing() throws Exception {
    for (URI link : links) {
      fetch("HEAD", link, Map.of());
    }
    assertThat(survey.responses()).isEmpty();
  }

  @Test
  void a_client_that_fetches_ahead_records_nothing_and_does_not_harm_the_person() throws Exception {
    for (URI link : links) {
      fetch("GET", link, Map.of("Sec-Purpose", "prefetch;prerender", "Purpose", "prefetch"));
    }
    assertThat(survey.responses()).isEmpty();
    sendWithoutScripts(4);
    assertThat(only().path("state").asText()).isEqualTo("COUNTED");
  }

  @Test
  void a_browser_that_runs_scripts_and_follows_every_link_records_nothing() {
    try (BrowserContext scanner = browser.newContext()) {
      for (URI link : links) {
        Page tab = scanner.newPage();
        tab.navigate(link.toString());
        tab.evaluate(
            "() => { window.scrollTo(0, 900);"
                + " document.querySelectorAll('input, textarea').forEach(e => e.focus());"
                + " document.querySelectorAll('input[type=radio]').forEach(e => e.click());"
                + " for (const type of ['pointerup', 'touchend', 'click', 'keyup', 'change'])"
                + " document.querySelector('form').dispatchEvent(new Event(type, {bubbles: true}));"
                + " for (const a of document.querySelectorAll('a')) fetch(a.href); }");
        tab.waitForLoadState();
        tab.waitForTimeout(200);
      }
    }
    assertThat(survey.responses()).isEmpty();
  }

  /** Worse than any that is known: it presses Send with a real pointer, for every link. */
  @Test
  void one_that_presses_send_everywhere_is_quarantined_and_the_person_counts_later() {
    try (BrowserContext scanner = browser.newContext()) {
      for (URI link : links.subList(1, links.size())) {
        Page tab = scanner.newPage();
        tab.navigate(link.toString());
        tab.locator("button[type=submit]").click();
        tab.locator(".notice").waitFor();
      }
    }
    JsonNode suspect = only();
    assertThat(suspect.path("state").asText()).isEqualTo("QUARANTINED");
  }

  /** The same by a program that submits the form, with no input at all. */
  @Test
  void one_that_submits_the_form_by_script_is_quarantined() {
    try (BrowserContext scanner = browser.newContext()) {
      Page tab = scanner.newPage();
      tab.navigate(page + "?rating=1");
      tab.waitForTimeout(700);
      tab.evaluate("() => document.querySelector('form').requestSubmit()");
      tab.locator(".notice").waitFor();
    }
    assertThat(only().path("state").asText()).isEqualTo("QUARANTINED");
  }

  @Test
  void a_persons_tap_followed_by_any_touch_of_the_page_counts() {
    try (BrowserContext phone = phone(true)) {
      Page tab = phone.newPage();
      tab.navigate(page + "?rating=2");
      tab.waitForTimeout(700); // a person looks
      Response kept =
          tab.waitForResponse(
              answer -> answer.request().method().equals("POST"), () -> tab.locator("h1").tap());
      assertThat(kept.status()).isEqualTo(201);
    }
    assertThat(only().path("state").asText()).isEqualTo("COUNTED");
    assertThat(only().path("completeness").asText()).isEqualTo("PARTIAL");
  }

  @Test
  void send_without_scripts_counts() {
    sendWithoutScripts(5);
    assertThat(only().path("state").asText()).isEqualTo("COUNTED");
    assertThat(only().path("completeness").asText()).isEqualTo("COMPLETE");
  }

  private void sendWithoutScripts(int rating) {
    try (BrowserContext phone = phone(false)) {
      Page tab = phone.newPage();
      tab.navigate(page + "?rating=" + rating);
      tab.waitForTimeout(700);
      tab.locator("button[type=submit]").tap();
      tab.locator(".notice").waitFor();
    }
  }

  private JsonNode only() {
    List<JsonNode> responses = survey.responses();
    assertThat(responses).hasSize(1);
    return responses.get(0);
  }

  private static BrowserContext phone(boolean scripts) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true)
            .setJavaScriptEnabled(scripts));
  }

  private static String fetch(String method, URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(RunningSuite.PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
