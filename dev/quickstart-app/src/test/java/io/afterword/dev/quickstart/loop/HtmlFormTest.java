package io.afterword.dev.quickstart.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HtmlFormTest {
  private static final String PAGE =
      """
      <form method="get" action="/search"><input name=q></form>
      <form method="post" action="/r/key?lang=en&amp;x=1">
      <input type="hidden" name="csrf" value="a&amp;&quot;b&quot;">
      <input type="radio" name="rating" value="4">
      <input type='radio' name='rating' value='5' checked required>
      <textarea id="c" name="comment" rows="4">so &lt;far&gt;</textarea>
      <button type="submit" name="send">Send</button>
      </form>
      """;

  @Test
  void reads_what_a_browser_would_send() {
    HtmlForm form = form(PAGE);
    assertThat(form.value("csrf")).hasValue("a&\"b\"");
    assertThat(form.value("rating")).hasValue("5");
    assertThat(form.value("comment")).hasValue("so <far>");
    assertThat(form.value("send")).isEmpty();
    assertThat(form.textArea()).hasValue("comment");
  }

  @Test
  void a_choice_that_is_not_offered_cannot_be_made() {
    assertThat(form(PAGE).fill("rating", "4").value("rating")).hasValue("4");
    assertThatThrownBy(() -> form(PAGE).fill("rating", "6"))
        .hasMessage("the form of /r/key does not offer rating=6");
    assertThatThrownBy(() -> form(PAGE).fillFirst("password", "x"))
        .hasMessage("the form of /r/key has no field for a password");
  }

  @Test
  void a_page_without_a_form_is_a_sentence() {
    assertThatThrownBy(() -> form("<p>gone</p>")).hasMessage("/page has no such form to send");
  }

  @Test
  void sends_its_contents_encoded() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI page = URI.create("http://localhost:" + server.getAddress().getPort() + "/page");
      String sent =
          HtmlForm.in(new Visitor.Answer(page, 200, PAGE))
              .fill("comment", "å & b")
              .send(Visitor.browser())
              .expectSuccess()
              .body();
      assertThat(sent).isEqualTo("csrf=a%26%22b%22&rating=5&comment=%C3%A5+%26+b");
    } finally {
      server.stop(0);
    }
  }

  private static HtmlForm form(String page) {
    return HtmlForm.in(new Visitor.Answer(URI.create("http://localhost/page"), 200, page));
  }
}
