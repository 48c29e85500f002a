package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Visitor;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contacts from their import to their erasure, in a real browser and over all services. */
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
  void without_scripts_a_file_of_contacts_is_looked_at_mended_and_taken() {
    try (BrowserContext context = browser.newContext(withoutScripts())) {
      Page page = context.newPage();
      bring(
          page,
          "E-mail;Name;Plan\npia@import.example;Pia Bjørn;gold\nnobody;x;y\n"
              .getBytes(Charset.forName("windows-1252")));
      awaitSaid(page, "Line 2");
      assertThat(page.locator("main").innerText()).contains("windows-1252");
      assertStandsFirm(page);
      page.locator("#encoding").selectOption("windows-1252");
      page.locator("form[action$='/read'] button").click();
      awaitSaid(page, "Nothing was taken yet");
      assertThat(page.locator("main").innerText())
          .contains("Pia Bjørn")
          .contains("must be one e-mail address");
      assertStandsFirm(page);
      page.locator("#column-2").selectOption("attributes.Plan");
      page.locator("form[action$='/read'] button").click();
      page.locator("#column-2 option[selected][value='attributes.Plan']")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      page.locator("form[action$='/confirm'] button").click();
      awaitSaid(page, "The contacts were taken");
      page.navigate(suite.front().resolve("/people").toString());
      page.locator("#search").fill("pia@import");
      page.locator("form[action='/people'] button").click();
      awaitSaid(page, "Pia Bjørn");
      assertStandsFirm(page);
    }
  }

  @Test
  void a_file_whose_columns_are_kept_apart_by_something_else_says_what_its_first_line_looks_like() {
    try (BrowserContext context = browser.newContext(withoutScripts())) {
      Page page = context.newPage();
      bring(page, "email~name\nkim@import.example~Kim\n".getBytes(StandardCharsets.UTF_8));
      awaitSaid(page, "cannot be taken as it is");
      assertThat(page.locator("main").innerText()).contains("email~name");
      assertThat(page.locator("form[action$='/confirm']").count()).isZero();
      assertStandsFirm(page);
    }
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

  /** Nothing of axe's, and nothing sticks out. Scripts of the test run where the page's may not. */
  private static void assertStandsFirm(Page page) {
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(320);
    try (BrowserContext other =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(320, 800)
                .setStorageState(page.context().storageState()))) {
      Page same = other.newPage();
      same.navigate(page.url());
      assertThat(PagesIT.violations(same)).isEmpty();
    }
  }
}
