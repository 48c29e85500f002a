package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import io.afterword.dev.quickstart.loop.Await;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser, as a person with a phone, a keyboard or no scripts meets them. */
class PagesIT {
  private static final int MOST_BYTES = 30_000;

  private static RunningSuite suite;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() {
    suite = RunningSuite.start();
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

  @Test
  void without_scripts_a_phone_user_sends_the_rating_of_the_mail() {
    URI link = suite.linkFor("en", 4);
    try (BrowserContext phone = context(phone().setJavaScriptEnabled(false))) {
      Page page = phone.newPage();
      page.navigate(link.toString());
      assertThat(page.locator("input[name=rating]:checked").inputValue()).isEqualTo("4");
      int before = suite.responses().size();
      page.locator("textarea").fill("Quick and kind");
      page.locator("button[type=submit]").click();
      awaitThanks(page);
      assertThat(suite.responses()).hasSize(before + 1);
    }
  }

  @Test
  void the_keyboard_alone_is_enough() {
    URI link = suite.linkFor("en", 1);
    try (BrowserContext desktop = context(new Browser.NewContextOptions())) {
      Page page = desktop.newPage();
      page.navigate(link.toString());
      page.locator("input[name=rating]:checked").focus();
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Tab");
      page.keyboard().type("by keyboard");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      String response =
          Await.until(
              RunningSuite.PATIENCE,
              () ->
                  suite.responses().stream()
                      .map(JsonNode::toString)
                      .filter(text -> text.contains("by keyboard"))
                      .findFirst()
                      .orElse(""),
              found -> !found.isEmpty(),
              "no response came");
      assertThat(response).contains("\"rating\":2");
    }
  }

  /**
   * What a mail scanner with scripts does: opens every link of the mail, scrolls, waits, leaves.
   */
  @Test
  void a_scanner_that_runs_scripts_records_nothing() {
    int before = suite.responses().size();
    for (int rating = 1; rating <= 5; rating++) {
      URI link = suite.linkFor("en", rating);
      try (BrowserContext scanner = context(new Browser.NewContextOptions())) {
        Page page = scanner.newPage();
        List<String> posts = new ArrayList<>();
        page.onRequest(
            request -> {
              if (!request.method().equals("GET")) {
                posts.add(request.url());
              }
            });
        page.navigate(link.toString());
        page.evaluate(
            "() => { window.scrollTo(0, 500); document.querySelector('input').focus();"
                + " document.querySelector('input').click();"
                + " document.querySelector('fieldset').dispatchEvent("
                + "new PointerEvent('pointerup', {bubbles: true})); }");
        page.waitForLoadState();
        assertThat(posts).isEmpty();
      }
    }
    assertThat(suite.responses()).hasSize(before);
  }

  @Test
  void the_first_real_touch_keeps_the_rating_and_send_completes_it() {
    URI link = suite.linkFor("en", 5);
    try (BrowserContext phone = context(phone())) {
      Page page = phone.newPage();
      page.navigate(link.toString());
      int before = suite.responses().size();
      Response kept =
          page.waitForResponse(
              response -> response.request().method().equals("POST"),
              () -> page.locator("h1").tap());
      assertThat(kept.status()).isEqualTo(201);
      assertThat(suite.responses()).hasSize(before + 1);
      assertThat(suite.responses().toString()).contains("PARTIAL");
      page.locator("button[type=submit]").tap();
      awaitThanks(page);
      assertThat(suite.responses()).hasSize(before + 1);
      assertThat(suite.responses().toString()).doesNotContain("PARTIAL");
    }
  }

  @Test
  void what_was_typed_survives_a_reload() {
    URI link = suite.linkFor("en", 4);
    try (BrowserContext phone = context(phone())) {
      Page page = phone.newPage();
      page.navigate(link.toString());
      page.locator("label:has(input[name=rating][value='2'])").tap();
      page.locator("textarea").fill("half a thought");
      page.reload();
      assertThat(page.locator("input[name=rating]:checked").inputValue()).isEqualTo("2");
      assertThat(page.locator("textarea").inputValue()).isEqualTo("half a thought");
    }
  }

  @Test
  void send_waits_for_the_connection_and_says_so() {
    URI link = suite.linkFor("en", 4);
    try (BrowserContext phone = context(phone())) {
      Page page = phone.newPage();
      page.navigate(link.toString());
      page.locator("textarea").fill("from a tunnel");
      phone.setOffline(true);
      page.locator("button[type=submit]").tap();
      assertThat(page.locator("#lost").innerText()).contains("no connection");
      assertThat(violations(page)).isEmpty();
      phone.setOffline(false);
      page.locator(".notice[role=status]").waitFor();
      awaitThanks(page);
      assertThat(suite.responses().toString()).contains("from a tunnel");
    }
  }

  @Test
  void axe_finds_no_violation_in_what_belongs_to_a_survey() {
    suite.linkFor("en", 4);
    try (BrowserContext context =
        context(new Browser.NewContextOptions().setViewportSize(320, 800))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(suite.front().resolve("/surveys").toString());
      page.locator("a[href$='/quarantine']").first().click();
      assertThat(page.locator("h1").innerText()).isEqualTo("Quarantine");
      assertThat(violations(page)).isEmpty();

      page.navigate(suite.front().resolve("/surveys").toString());
      page.locator("a[href$='/languages']").first().click();
      assertThat(page.locator("h1").innerText()).startsWith("Languages of");
      assertThat(violations(page)).isEmpty();

      page.navigate(suite.front().resolve("/surveys").toString());
      page.locator("a[href$='/check']").first().click();
      assertThat(page.locator("h1").innerText()).startsWith("Check of");
      assertThat(violations(page)).isEmpty();

      page.navigate(suite.front().resolve("/surveys").toString());
      page.locator("a[href$='/import']").first().click();
      assertThat(violations(page)).isEmpty();
      page.locator("input[type=file]")
          .setInputFiles(
              new FilePayload(
                  "past.csv",
                  "text/csv",
                  "date,rating,comment\n2025-03-01,5,fine\n2025-03-01,77,no\n"
                      .getBytes(StandardCharsets.UTF_8)));
      page.locator("main button").click();
      page.locator("h1", new Page.LocatorOptions().setHasText("past.csv")).waitFor();
      assertThat(page.locator("h1").innerText()).isEqualTo("past.csv");
      assertThat(page.locator("main").innerText()).contains("Take this answer", "was 77");
      assertThat(violations(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, LIGHT, NONE, 390", "en, DARK, NONE, 390", "en, LIGHT, ACTIVE, 390",
    "en, LIGHT, NONE, 320", "ar, LIGHT, NONE, 320", "ja, DARK, NONE, 1280",
  })
  void axe_finds_no_violation(String locale, ColorScheme scheme, ForcedColors forced, int width) {
    URI link = suite.linkFor(locale, 3);
    try (BrowserContext context =
        context(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setForcedColors(forced)
                .setViewportSize(width, 800))) {
      Page page = context.newPage();
      page.navigate(link.toString());
      assertThat(violations(page)).isEmpty();
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as("nothing sticks out at %d px", width)
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void the_page_weighs_less_than_30_kB_in_all() {
    URI link = suite.linkFor("zh-Hant", 3);
    try (BrowserContext phone = context(phone())) {
      Page page = phone.newPage();
      List<Integer> bytes = new ArrayList<>();
      List<Response> responses = new ArrayList<>();
      page.onResponse(responses::add);
      page.navigate(link.toString());
      page.waitForLoadState();
      responses.forEach(response -> bytes.add(response.body().length));
      assertThat(bytes.stream().mapToInt(Integer::intValue).sum())
          .isPositive()
          .isLessThan(MOST_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/surveys",
        "/policies",
        "/people",
        "/people/import",
        "/people/suppressions",
        "/outbox",
        "/scores"
      })
  void axe_finds_no_violation_on_a_staff_page(String path) {
    try (BrowserContext context =
        context(new Browser.NewContextOptions().setViewportSize(320, 800))) {
      Page page = context.newPage();
      if (!path.equals("/sign-in")) {
        signIn(page);
      }
      Response answer = page.navigate(suite.front().resolve(path).toString());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(URI.create(page.url()).getPath()).isEqualTo(path);
      assertThat(violations(page)).isEmpty();
    }
  }

  @Test
  void a_policy_is_paused_and_resumed_by_its_buttons_without_scripts() {
    try (BrowserContext context =
        context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(suite.front().resolve("/policies").toString());
      page.locator("form[action$='/pause'] button").click();
      page.locator("form[action$='/resume'] button").click();
      page.locator("form[action$='/pause'] button").waitFor();
      assertThat(page.url()).isEqualTo(suite.front().resolve("/policies").toString());
    }
  }

  @Test
  void the_scores_page_follows_live() {
    try (BrowserContext context = context(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(suite.front().resolve("/scores").toString());
      String before = page.locator("main").innerText();
      URI link = suite.linkFor("en", 2);
      try (BrowserContext phone = context(phone())) {
        Page survey = phone.newPage();
        survey.navigate(link.toString());
        survey.locator("button[type=submit]").tap();
        awaitThanks(survey);
      }
      Await.until(
          RunningSuite.PATIENCE,
          () -> page.locator("main").innerText(),
          shown -> !shown.equals(before),
          "the page did not change");
    }
  }

  /** Waits for the page after Send; before it there is no notice. */
  private static void awaitThanks(Page page) {
    assertThat(page.locator(".notice").innerText()).containsIgnoringCase("thank");
  }

  private static void signIn(Page page) {
    signIn(page, suite);
  }

  static void signIn(Page page, RunningSuite suite) {
    page.navigate(suite.front().resolve("/sign-in").toString());
    page.locator("main input[type=text]").fill("admin");
    page.locator("main input[type=password]").fill(suite.adminPassword());
    page.locator("main form button").click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  private static BrowserContext context(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  private static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setHasTouch(true)
        .setIsMobile(true);
  }

  static List<String> violations(Page page) {
    return new AxeBuilder(page).analyze().getViolations().stream().map(PagesIT::sentence).toList();
  }

  private static String sentence(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
  }
}
