package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Visitor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of scores in a real browser, over twelve weeks of answers. */
class DashboardIT {
  /** Of a member, which leads to its answers or stands by itself; a note may follow. */
  private static final String NAME = "cell => (cell.querySelector('a') ?? cell).firstChild.data";

  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String AGENTS_PASSWORD = "correct horse battery staple";

  /** Of the whole run: what was brought and what is asked belong to the same day. */
  private static LocalDate today;

  private static RunningSuite suite;
  private static Past.Surveys surveys;
  private static Visitor reader;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() {
    today = LocalDate.now(ZoneOffset.UTC);
    suite = RunningSuite.start();
    surveys = Past.bring(suite);
    Administrator administrator = Administrator.signIn(suite.front(), suite.adminPassword());
    reader =
        Visitor.program(
            administrator.makeKey(
                "dashboard", List.of("scores:read", "scores:write", "access:admin")));
    awaitKey();
    prepare();
    playwright = Playwright.create();
    browser = Chromium.launch(playwright);
  }

  private static void awaitKey() {
    Await.until(
        RunningSuite.PATIENCE,
        () -> reader.get(suite.front().resolve("/v1/goals")).status(),
        status -> status == 200,
        "scoring-service does not know the key");
  }

  /** A goal, two changes, and an agent who may sign in. */
  private static void prepare() {
    post("/v1/goals", goal("Support at 80", 80));
    post("/v1/goals", goal("Support at 90", 90));
    post("/v1/annotations", change("New process for refunds", Past.CHANGED_DAYS_AGO));
    post("/v1/annotations", change("Release 4.2: new checkout", 3));
    post(
        "/v1/access/users",
        Map.of(
            "subject",
            "ben@example.org",
            "name",
            "Ben",
            "roles",
            List.of("agent"),
            "password",
            AGENTS_PASSWORD));
  }

  private static Map<String, Object> goal(String name, int target) {
    return Map.of(
        "name",
        name,
        "metric",
        "CSAT",
        "survey",
        surveys.support().toString(),
        "target",
        target,
        "by",
        today.plusDays(40).toString(),
        "days",
        60);
  }

  private static Map<String, Object> change(String title, int daysAgo) {
    return Map.of(
        "title",
        title,
        "day",
        today.minusDays(daysAgo).toString(),
        "survey",
        surveys.support().toString());
  }

  private static void post(String path, Object body) {
    reader.postJson(suite.front().resolve(path), body).expectSuccess();
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
  void the_numbers_on_the_page_are_those_of_the_api() {
    try (BrowserContext context = browser.newContext()) {
      Page page = open(context, "agent");
      JsonNode total = scores("").path("total");
      assertThat(page.locator("#score .stat-value").first().innerText())
          .isEqualTo(total.path("scoreDisplay").asText() + "%");
      assertThat(page.locator("#score").innerText())
          .contains(
              "%s\u00a0–\u00a0%s"
                  .formatted(
                      Math.round(total.at("/interval/lower").asDouble()),
                      Math.round(total.at("/interval/upper").asDouble())));
      JsonNode comparison = api("/v1/comparisons?" + selection());
      assertThat(page.locator("#score .stat-value").nth(1).innerText())
          .isEqualTo("+%.1f".formatted(comparison.path("difference").asDouble()));

      Map<String, String> shown = rows(page, "segments");
      JsonNode agents = scores("&groupBy=agent").path("groups");
      assertThat(shown).hasSize(agents.size());
      for (JsonNode agent : agents) {
        assertThat(shown.get(agent.path("name").asText()))
            .contains("\t" + agent.at("/result/n").asText() + "\t")
            .contains("\t" + agent.at("/result/scoreDisplay").asText() + "\u00a0%");
      }
      JsonNode rates = api("/v1/response-rates?" + selection() + "&groupBy=agent").path("total");
      assertThat(page.locator("#response-rate .panel-lead").innerText())
          .contains(rates.path("answered").asText() + " of " + rates.path("delivered").asText());
      JsonNode asked = api("/v1/response-rates/coverage?" + selection()).path("total");
      assertThat(page.locator("#coverage .panel-lead").innerText())
          .contains(asked.path("asked").asText() + " of " + asked.path("occasions").asText());
      assertThat(rows(page, "coverage").values().toString())
          .contains("too close to another question");
      JsonNode drivers = api("/v1/drivers?" + selection());
      assertThat(page.locator("#drivers .panel-lead").innerText())
          .contains("%,d answers".formatted(drivers.path("rows").asLong()));
      JsonNode strongest = drivers.at("/drivers/0");
      assertThat(strongest.path("name").asText()).isEqualTo("transfers");
      assertThat(rows(page, "drivers").get("transfers to somebody else"))
          .contains("\t%d\u00a0%%\t".formatted(Math.round(strongest.path("share").asDouble())));
      assertThat(rows(page, "distribution").get("5"))
          .contains("\t" + total.at("/distribution/5").asText() + "\t");
    }
  }

  @Test
  void csat_nps_and_ces_stand_side_by_side_and_are_never_merged() {
    try (BrowserContext context = browser.newContext()) {
      Page page = open(context, "agent");
      List<String> names = page.locator("#side-by-side .stat-name").allInnerTexts();
      assertThat(names)
          .contains(
              "CSAT · After support, by ticket", "NPS · Every quarter", "CES · After checkout");
      assertThat(page.locator("#side-by-side").innerText())
          .contains("asked on a schedule (relational)", "asked after contacts (transactional)");
    }
  }

  @Test
  void the_change_that_helped_is_told_with_its_range_and_the_fresh_one_is_too_early() {
    try (BrowserContext context = browser.newContext()) {
      Page page = open(context, "agent");
      Map<String, String> changes = rows(page, "changes");
      assertThat(changes.get("New process for refunds"))
          .contains("better after it", "more than chance", "95\u00a0%");
      assertThat(changes.get("Release 4.2: new checkout")).contains("too early");
      assertThat(rows(page, "goals").get("Support at 90")).contains("not reached");
    }
  }

  @Test
  void charts_are_drawn_from_our_own_origin_and_obey_the_policy() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      List<String> addresses = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.onRequest(request -> addresses.add(request.url()));
      signIn(page, "admin", suite.adminPassword());
      visit(page, "agent");
      page.locator("#trend .chart svg").waitFor();
      page.locator("#segments .chart svg").waitFor();
      assertThat(complaints).isEmpty();
      assertThat(addresses).allMatch(address -> address.startsWith(suite.front().toString()));
      assertThat(page.locator(".chart b").count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, NONE, 1280, en",
    "DARK, NONE, 1280, en",
    "LIGHT, NONE, 320, en",
    "DARK, NONE, 320, de",
    "LIGHT, ACTIVE, 390, en",
    "LIGHT, NONE, 768, de",
  })
  void axe_finds_nothing_and_nothing_sticks_out(
      ColorScheme scheme, ForcedColors forced, int width, String language) {
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setForcedColors(forced)
                .setLocale(language)
                .setViewportSize(width, 900))) {
      Page page = open(context, "agent");
      page.locator("#trend .chart svg").waitFor();
      page.locator("details").evaluateAll("all => all.forEach(each => each.open = true)");
      picture(page, "scores-%s-%s-%d-%s".formatted(scheme, forced, width, language));
      assertThat(violations(page)).isEmpty();
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void without_scripts_every_figure_is_there() {
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setViewportSize(390, 844))) {
      Page page = open(context, "agent");
      for (String panel :
          List.of(
              "score",
              "side-by-side",
              "trend",
              "distribution",
              "segments",
              "standouts",
              "hours",
              "drivers",
              "response-rate",
              "coverage",
              "self-service",
              "changes",
              "goals")) {
        assertThat(page.locator("#" + panel).count()).as(panel).isEqualTo(1);
      }
      assertThat(page.locator("#trend .chart").isVisible()).isFalse();
      assertThat(page.locator("#trend tbody tr").count()).isGreaterThan(5);
      assertThat(page.locator("#trend tbody tr").first().isVisible()).isTrue();
      picture(page, "scores-no-script");
    }
  }

  @Test
  void a_new_answer_appears_by_itself_and_disturbs_nothing() {
    try (BrowserContext context = browser.newContext()) {
      Page page = open(context, "channel");
      page.locator("#trend .chart svg").waitFor();
      ElementHandle chart = page.locator("#trend .chart svg").elementHandle();
      page.locator("#trend summary").click();
      boolean open = (Boolean) page.locator("#trend details").evaluate("each => each.open");
      Locator file = page.locator("#segments .csv a");
      file.focus();
      String before = page.locator("#score .stat-value").nth(2).innerText();
      Past.answerNow(suite, surveys.support(), 5);
      Await.until(
          RunningSuite.PATIENCE,
          () -> page.locator("#score .stat-value").nth(2).innerText(),
          shown -> !shown.equals(before),
          "the new answer did not appear");
      assertThat((Boolean) chart.evaluate("svg => svg.isConnected")).isTrue();
      assertThat((Boolean) page.locator("#trend details").evaluate("each => each.open"))
          .isEqualTo(open);
      assertThat((Boolean) file.evaluate("link => link === document.activeElement")).isTrue();
      assertThat(page.locator("#said").textContent()).isNotBlank();
      assertThat(page.locator("#offline").isVisible()).isFalse();
    }
  }

  @Test
  void a_file_of_values_has_no_formula() {
    String csv =
        reader
            .get(suite.front().resolve("/scores/segments.csv?" + query("agent")))
            .expectSuccess()
            .body();
    assertThat(csv).startsWith("\ufeffname,value,n,score,lower,upper,standing\r\n");
    assertThat(csv).contains("\r\n'=Hal <b>9000</b>,hal@example.org,");
    for (String panel :
        List.of(
            "score",
            "side-by-side",
            "trend",
            "distribution",
            "hours",
            "drivers",
            "response-rate",
            "coverage",
            "changes",
            "goals")) {
      assertThat(
              reader
                  .get(suite.front().resolve("/scores/" + panel + ".csv?" + query("agent")))
                  .expectSuccess()
                  .body())
          .as(panel)
          .contains("\r\n");
    }
  }

  @Test
  void a_change_is_noted_on_the_page() {
    try (BrowserContext context = browser.newContext()) {
      Page page = open(context, "agent");
      page.locator("#note-a-change summary").click();
      page.locator("#change-title").fill("Prices went up");
      page.locator("#change-day").fill(today.minusDays(12).toString());
      page.locator("#note-a-change button").click();
      page.waitForURL(url -> url.contains("#changes"));
      assertThat(page.locator("#changes").innerText()).contains("Prices went up");
    }
  }

  @Test
  void an_agent_sees_their_own_numbers_only() {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 844))) {
      Page page = context.newPage();
      signIn(page, "ben@example.org", AGENTS_PASSWORD);
      visit(page, "channel");
      assertThat(page.locator("h1").innerText()).isEqualTo("Your scores");
      JsonNode own = scores("&filter=agent:ben@example.org").path("total");
      assertThat(page.locator("#score .stat-value").first().innerText())
          .isEqualTo(own.path("scoreDisplay").asText() + "%");
      assertThat(page.content()).doesNotContain("Cleo").doesNotContain("cleo@");
      assertThat(page.locator("#goals").count() + page.locator("#response-rate").count()).isZero();
      assertThat(violations(page)).isEmpty();
      picture(page, "scores-own");
      assertThat(
              page.navigate(
                      suite.front().resolve("/v1/scores?survey=" + surveys.support()).toString())
                  .status())
          .isEqualTo(403);
      assertThat(
              page.navigate(
                      suite.front().resolve("/scores/segments.csv?" + query("agent")).toString())
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void it_prints_on_white_paper_with_its_tables() {
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(1000, 900))) {
      Page page = open(context, "agent");
      page.locator("#trend .chart svg").waitFor();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      assertThat(page.locator("#trend tbody tr").first().isVisible()).isTrue();
      assertThat(page.locator("nav.places").isVisible()).isFalse();
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(255, 255, 255)");
      picture(page, "scores-print");
    }
  }

  private static Page open(BrowserContext context, String by) {
    Page page = context.newPage();
    signIn(page, "admin", suite.adminPassword());
    visit(page, by);
    return page;
  }

  private static void visit(Page page, String by) {
    assertThat(page.navigate(suite.front().resolve("/scores?" + query(by)).toString()).status())
        .isEqualTo(200);
  }

  private static void signIn(Page page, String name, String password) {
    page.navigate(suite.front().resolve("/sign-in").toString());
    page.locator("main input[type=text]").fill(name);
    page.locator("main input[type=password]").fill(password);
    page.locator("main form button").click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  private static String query(String by) {
    return "survey=%s&from=%s&until=%s&by=%s"
        .formatted(surveys.support(), today.minusDays(60), today, by);
  }

  /** The same answers, as the API asks for them. */
  private static String selection() {
    return "survey=%s&from=%s&to=%s"
        .formatted(surveys.support(), today.minusDays(60), today.plusDays(1));
  }

  private static JsonNode scores(String more) {
    return api("/v1/scores?" + selection() + more);
  }

  private static JsonNode api(String path) {
    return reader.get(suite.front().resolve(path)).expectSuccess().json();
  }

  /** The rows of a panel's table by the text of their first cell; cells are parted by tabs. */
  private static Map<String, String> rows(Page page, String panel) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Locator row : page.locator("#" + panel + " tbody tr").all()) {
      List<String> cells = row.locator("th, td").allTextContents();
      String name = row.locator("th").first().evaluate(NAME).toString();
      rows.put(
          name.strip(),
          "\t" + String.join("\t", cells.stream().map(String::strip).toList()) + "\t");
    }
    return rows;
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream().map(DashboardIT::sentence).toList();
  }

  private static String sentence(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
  }
}
