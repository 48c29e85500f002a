package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Visitor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of contacts, in a real browser and over all services. */
class ContactsIT {
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
  void who_is_erased_is_forgotten_by_all_services_and_their_link_is_unknown() {
    URI link = suite.linkFor("en", 4);
    Visitor program = keyHolder();
    int before = suite.responses().size();
    try (BrowserContext context = browser.newContext(withoutScripts())) {
      Page page = context.newPage();
      page.navigate(link.toString());
      page.locator("textarea").fill("I am " + link.getPath());
      page.locator("button[type=submit]").click();
      page.locator(".notice").waitFor();
      assertThat(suite.responses()).hasSize(before + 1);

      String contact = suite.deliveries().get(0).path("contactId").asText();
      String erasure =
          program
              .postJson(suite.front().resolve("/v1/erasures"), Map.of("contactId", contact))
              .expectSuccess()
              .json()
              .path("id")
              .asText();
      JsonNode done =
          Await.until(
              RunningSuite.PATIENCE,
              () ->
                  program
                      .get(suite.front().resolve("/v1/erasures/" + erasure))
                      .expectSuccess()
                      .json(),
              shown -> shown.path("state").asText().equals("COMPLETE"),
              "the erasure was not completed");
      assertThat(done.at("/elsewhere/1/rows/response").asInt()).isEqualTo(1);

      Response answer = page.navigate(link.toString());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(suite.responses().toString()).doesNotContain("I am " + link.getPath());
      PagesIT.signIn(page, suite);
      page.navigate(suite.front().resolve("/people/" + contact).toString());
      assertThat(page.locator("main").innerText()).contains("nor in the other services");
    }
  }

  /** Somebody who may erase, as soon as dispatch-service knows it. */
  private static Visitor keyHolder() {
    Visitor program =
        Visitor.program(
            Administrator.signIn(suite.front(), suite.adminPassword())
                .makeKey("contacts", List.of("contacts:read", "contacts:write")));
    URI nothing = suite.front().resolve("/v1/erasures/" + UUID.randomUUID());
    Await.until(
        RunningSuite.PATIENCE,
        () -> program.get(nothing).status(),
        status -> status == 404,
        "dispatch-service does not know the key");
    return program;
  }

  @Test
  void a_file_that_is_too_long_is_refused_with_the_limit_and_the_other_way() {
    try (BrowserContext context = browser.newContext(withoutScripts())) {
      Page page = context.newPage();
      bring(page, "email\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
      awaitSaid(page, "5,242,880");
      assertThat(page.locator("main").innerText()).contains("in parts over the API");
    }
  }

  private static Browser.NewContextOptions withoutScripts() {
    return new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(320, 800);
  }

  /** Until the page that a form led to is there; the one before does not say it. */
  private static void awaitSaid(Page page, String words) {
    page.locator("main", new Page.LocatorOptions().setHasText(words)).waitFor();
  }

  /** Signs in and brings a file to the page of imports. */
  private static void bring(Page page, byte[] file) {
    PagesIT.signIn(page, suite);
    page.navigate(suite.front().resolve("/people/import").toString());
    assertThat(page.locator("#file-hint").innerText()).contains("5 MB", "/v1/contacts/imports");
    page.locator("#file").setInputFiles(new FilePayload("customers.csv", "text/csv", file));
    page.locator("main form button").click();
  }
}
