package io.afterword.survey.respond;

import io.afterword.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the page behind a link. A GET or HEAD changes nothing, whoever sends it and however often:
 * mail scanners follow every link. It is what the service is asked for most, by people who never
 * sign in, so it is answered before sign-in and the REST framework are gone through (ADR 32).
 */
@ApplicationScoped
class RespondRoute {
  /** After what every answer is told to the browser with, before who asks is looked up. */
  private static final int BEFORE_SIGN_IN = -900;

  private final RespondService respond;
  private final RespondPages pages;

  RespondRoute(RespondService respond, RespondPages pages) {
    this.respond = respond;
    this.pages = pages;
  }

  void serve(@Observes Router router) {
    router
        .route("/r/:key")
        .order(BEFORE_SIGN_IN)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::open);
  }

  private void open(RoutingContext request) {
    Reader reader =
        Reader.of(request.pathParam("key"), parameter(request, "lang"), request.request());
    String purpose = request.request().getHeader("Sec-Purpose");
    respond
        .open(
            reader, parameter(request, "rating"), purpose != null && purpose.startsWith("prefetch"))
        .chain(shown -> pages.answer(reader, shown))
        .onFailure(failure -> !(failure instanceof Problem))
        .recoverWithUni(failure -> pages.busy(reader, FormFields.NONE, failure))
        .subscribe()
        .with(page -> send(page, request.response()), request::fail);
  }

  private static @Nullable String parameter(RoutingContext request, String name) {
    List<String> values = request.queryParam(name);
    return values.isEmpty() ? null : values.get(0);
  }

  private static void send(Response page, HttpServerResponse to) {
    to.setStatusCode(page.getStatus());
    page.getStringHeaders().forEach((name, values) -> to.headers().set(name, values));
    to.end(Buffer.buffer(inUtf8(page.getEntity())));
  }

  /** A page that was cut is in UTF-8 already. */
  private static byte[] inUtf8(Object html) {
    return html instanceof byte[] bytes ? bytes : html.toString().getBytes(StandardCharsets.UTF_8);
  }
}
