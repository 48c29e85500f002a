package io.afterword.dev.quickstart.loop;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The built-in administrator, signed in by the page that people use. */
public final class Administrator {
  private static final String SIGN_IN = "/sign-in";

  private final URI front;
  private final Visitor browser;

  private Administrator(URI front, Visitor browser) {
    this.front = front;
    this.browser = browser;
  }

  public static Administrator signIn(URI front, String password) {
    Visitor browser = Visitor.browser();
    Visitor.Answer landed =
        HtmlForm.with("password", browser.get(front.resolve(SIGN_IN)).expectSuccess())
            .fillFirst("text", "admin")
            .fillFirst("password", password)
            .send(browser);
    if (landed.address().getPath().equals(SIGN_IN)) {
      throw new IllegalStateException("the sign-in was refused with " + landed.status());
    }
    return new Administrator(front, browser);
  }

  /** Opens a page; who is not signed in any more gets the sign-in page and not this one. */
  public Visitor.Answer open(String path) {
    Visitor.Answer page = browser.get(front.resolve(path));
    if (page.address().getPath().equals(SIGN_IN)) {
      throw new IllegalStateException(path + " asks for a sign-in");
    }
    return page;
  }

  /** Makes an API key; it is shown this once. */
  public String makeKey(String name, List<String> scopes) {
    return browser
        .postJson(
            front.resolve("/v1/access/keys"),
            Map.of("name", name, "scopes", scopes),
            Map.of("X-CSRF-Token", formToken()))
        .expectSuccess()
        .text("/key");
  }

  /** The token that every page of ours carries for the forms and scripts on it. */
  private String formToken() {
    return HtmlForm.in(browser.get(front.resolve(SIGN_IN)).expectSuccess())
        .value("csrf")
        .orElseThrow(() -> new IllegalStateException("the page carries no form token"));
  }
}
