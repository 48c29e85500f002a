package io.afterword.dev.quickstart.loop;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The built-in administrator, signed in by the page that people use. */
public final class Administrator {
  private final URI front;
  private final Visitor browser = Visitor.browser();

  private Administrator(URI front) {
    this.front = front;
  }

  public static Administrator signIn(URI front, String password) {
    Administrator administrator = new Administrator(front);
    HtmlForm.in(administrator.browser.get(front.resolve("/sign-in")).expectSuccess())
        .fillFirst("text", "admin")
        .fillFirst("password", password)
        .send(administrator.browser)
        .expectSuccess();
    return administrator;
  }

  /** Makes an API key; it is shown this once. */
  public String makeKey(String name, List<String> scopes) {
    return browser
        .postJson(front.resolve("/v1/access/keys"), Map.of("name", name, "scopes", scopes))
        .expectSuccess()
        .text("/key");
  }
}
