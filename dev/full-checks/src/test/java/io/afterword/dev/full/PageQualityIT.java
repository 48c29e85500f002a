package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The respondent's page in every look and state: axe, weight, Lighthouse. */
class PageQualityIT {

  private static final int MOST_BYTES = 30_000;
  private static final int RUNS = 5;

  /** A look with a template and a scale that have it. */
  private record Look(String template, String scale) {}

  private static final Map<String, Look> LOOKS =
      new TreeMap<>(
          Map.of(
              "numbers", new Look("nps-0-10", "nps-0-10"),
              "stars", new Look("csat-1-5", "csat-stars-5"),
              "faces", new Look("csat-1-5", "csat-faces-5"),
              "thumbs", new Look("csat-1-5", "csat-thumbs"),
              "words", new Look("csat-1-5", "csat-words-4"),
              "colours", new Look("ces-1-7", "ces-1-10")));

  /** A state of the screen; 400 % zoom of 1280 px is 320 px wide at four times the pixels. */
  private record State(
      String name, String locale, ColorScheme scheme, ForcedColors forced, int width, int zoom) {}

  private static final List<State> STATES =
      List.of(
          new State("light", "en", ColorScheme.LIGHT, ForcedColors.NONE, 390, 1),
          new State("dark", "en", ColorScheme.DARK, ForcedColors.NONE, 390, 1),
          new State("high contrast", "en", ColorScheme.LIGHT, ForcedColors.ACTIVE, 390, 1),
          new State("320 px", "de", ColorScheme.LIGHT, ForcedColors.NONE, 320, 1),
          new State("400 % zoom", "en", ColorScheme.LIGHT, ForcedColors.NONE, 320, 4),
          new State("right to left", "ar", ColorScheme.LIGHT, ForcedColors.NONE, 390, 1));

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

  static Stream<String> looks() {
    return LOOKS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void axe_finds_nothing_and_the_page_is_light(String look) {
    AskedAs survey = dressed(look);
    for (State state : STATES) {
      URI link = survey.link(state.locale());
      try (BrowserContext context =
          browser.newContext(
              new Browser.NewContextOptions()
                  .setColorScheme(state.scheme())
                  .setForcedColors(state.forced())
                  .setDeviceScaleFactor(state.zoom())
                  .setViewportSize(state.width(), 800))) {
        Page page = context.newPage();
        List<Response> responses = new ArrayList<>();
        page.onResponse(responses::add);
        page.navigate(link.toString());
        page.waitForLoadState();
        assertThat(responses.stream().mapToInt(each -> each.body().length).sum())
            .as("bytes of %s, %s", look, state.name())
            .isPositive()
            .isLessThan(MOST_BYTES);
        assertThat(
                new AxeBuilder(page)
                    .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " " + rule.getNodes())
                        .toList())
            .as("%s, %s", look, state.name())
            .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as("nothing sticks out: %s, %s", look, state.name())
            .isLessThanOrEqualTo(state.width());
      }
    }
  }

  @Test
  void lighthouse_is_content() throws Exception {
    URI link = dressed("faces").link("en");
    List<Double> performance = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      JsonNode categories = lighthouse(link, run).path("categories");
      assertThat(categories.at("/accessibility/score").asDouble()).isEqualTo(1.0);
      assertThat(categories.at("/best-practices/score").asDouble()).isEqualTo(1.0);
      performance.add(categories.at("/performance/score").asDouble());
    }
    performance.sort(null);
    System.out.println("Lighthouse performance of five: " + performance);
    assertThat(performance.get(RUNS / 2)).isGreaterThanOrEqualTo(0.95);
  }

  private static JsonNode lighthouse(URI link, int run) throws IOException, InterruptedException {
    Path report = Path.of("target", "lighthouse-" + run + ".json").toAbsolutePath();
    Tool.Outcome outcome =
        Tool.ofNpm("lighthouse")
            .run(
                List.of(
                    link.toString(),
                    "--quiet",
                    "--no-enable-error-reporting",
                    "--only-categories=accessibility,best-practices,performance",
                    "--output=json",
                    "--output-path=" + report,
                    "--chrome-flags=" + String.join(" ", Chromium.flags()) + " --headless=new"),
                Map.of("CHROME_PATH", Tool.onPath("chromium").program().toString()));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return new ObjectMapper().readTree(Files.readString(report));
  }

  /** With all that a page may show: a logo, contacts, a review site, a colour. */
  private static AskedAs dressed(String name) {
    Look look = Objects.requireNonNull(LOOKS.get(name));
    return AskedAs.of(
        suite,
        Map.of(
            "template",
            look.template(),
            "scale",
            look.scale(),
            "brand",
            Map.of(
                "name",
                "Fjord Outfitters",
                "colour",
                "#0b57d0",
                "logo",
                "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
                "contacts",
                List.of(
                    Map.of("kind", "EMAIL", "address", "help@example.org"),
                    Map.of("kind", "PHONE", "address", "+47 22 33 44 55")),
                "review",
                Map.of("name", "Trustpilot", "url", "https://reviews.example/fjord"))));
  }
}
