package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every scale of the template bank, answered by people in three languages. */
class InstrumentsIT {

  private static final List<String> LOCALES = List.of("en", "ja", "ar");

  private static RunningSuite suite;
  private static Playwright playwright;
  private static Browser browser;

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

  @Test
  void each_scale_is_answered_in_three_languages_and_reaches_the_scores_with_its_direction() {
    Map<String, String> templates = templatesByScale();
    assertThat(templates.keySet())
        .as("the scales of the brief")
        .contains(
            "csat-thumbs",
            "csat-faces-3",
            "csat-faces-5",
            "csat-1-5",
            "csat-1-7",
            "csat-1-10",
            "nps-0-10",
            "ces-1-5",
            "ces-1-7",
            "ces-1-10");
    templates.forEach(InstrumentsIT::answered);
  }

  private static void answered(String scale, String template) {
    AskedAs survey = AskedAs.of(suite, template, scale);
    JsonNode question = scoredQuestion(survey.definition());
    int best = bestOf(question.path("scale"));
    for (String locale : LOCALES) {
      try (BrowserContext phone =
          browser.newContext(
              new Browser.NewContextOptions()
                  .setViewportSize(390, 844)
                  .setHasTouch(true)
                  .setIsMobile(true))) {
        Page page = phone.newPage();
        page.navigate(survey.link(locale).toString());
        assertThat(page.locator("html").getAttribute("dir"))
            .isEqualTo(locale.equals("ar") ? "rtl" : "ltr");
        assertThat(page.locator("h1").innerText()).isEqualTo(worded(question, locale));
        page.waitForTimeout(500); // a person reads
        page.locator("label:has(input[name=rating][value='" + best + "'])").tap();
        page.locator("button[type=submit]").tap();
        page.locator(".notice[role=status]").waitFor();
      }
    }
    assertThat(survey.responses())
        .as(scale)
        .hasSize(LOCALES.size())
        .allSatisfy(
            response -> {
              assertThat(response.path("version").asInt()).isEqualTo(1);
              assertThat(response.path("state").asText()).isEqualTo("COUNTED");
              assertThat(response.at("/answers/0/rating").asInt()).isEqualTo(best);
            })
        .extracting(response -> response.path("locale").asText())
        .containsExactlyInAnyOrderElementsOf(LOCALES);
    String metric = survey.definition().path("metric").asText();
    JsonNode score = survey.scored(metric, LOCALES.size());
    assertThat(score.toString())
        .as(scale)
        .contains("\"polarity\":\"" + question.at("/scale/polarity").asText() + "\"");
  }

  private static Map<String, String> templatesByScale() {
    Map<String, String> byScale = new LinkedHashMap<>();
    JsonNode all =
        suite.program().get(suite.front().resolve("/v1/templates")).expectSuccess().json();
    JsonNode templates = all.isArray() ? all : all.path("items");
    for (JsonNode template : templates) {
      template
          .path("scales")
          .forEach(scale -> byScale.putIfAbsent(scale.asText(), template.path("id").asText()));
    }
    return byScale;
  }

  private static JsonNode scoredQuestion(JsonNode definition) {
    for (JsonNode question : definition.path("questions")) {
      if (question.path("scored").asBoolean()) {
        return question;
      }
    }
    throw new AssertionError("no question is scored: " + definition);
  }

  private static int bestOf(JsonNode scale) {
    return scale.path("polarity").asText().equals("HIGHER_IS_BETTER")
        ? scale.path("max").asInt()
        : scale.path("min").asInt();
  }

  /** Texts with a name in them begin and end as worded. */
  private static String worded(JsonNode question, String locale) {
    return question
        .path("text")
        .path(locale)
        .asText()
        .replace("{brand}", "Quickstart")
        .replaceAll("\\{agent\\|[^}]*}", "Ada")
        .replaceAll("\\{product\\|([^}]*)}", "$1");
  }
}
