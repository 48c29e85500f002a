package io.afterword.survey.respond;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.request.RequestTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link. A GET or HEAD changes nothing, whoever sends it and however often: mail
 * scanners follow every link. Only a POST records. It is what the service is asked for most, by
 * people who never sign in, so it goes neither through sign-in nor through the REST framework (ADR
 * 32). The key in the address is the secret; there is no session that a foreign page could misuse.
 */
@ApplicationScoped
class RespondRoutes {
  private static final String PAGE = "/r/:key";

  /** As {@link RequestTimes} names it; the key itself is the secret. */
  private static final String ROUTE = "/r/{key}";

  /** After what every answer tells the browser, before who asks is looked up. */
  private static final int BEFORE_SIGN_IN = -900;

  /** After the limits of a body (negative), before the resources (10,000 and more). */
  private static final int BEFORE_RESOURCES = 0;

  private static final int METHOD_NOT_ALLOWED = 405;

  private final RespondService respond;
  private final RespondPages pages;
  private final FormBody form;
  private final RequestTimes times;

  RespondRoutes(RespondService respond, RespondPages pages, FormBody form, RequestTimes times) {
    this.respond = respond;
    this.pages = pages;
    this.form = form;
    this.times = times;
  }

  void serve(@Observes Router router) {
    router
        .route(PAGE)
        .order(BEFORE_SIGN_IN)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::open);
    router
        .route(PAGE + "/also")
        .order(BEFORE_SIGN_IN)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::followHidden);
    router.post(PAGE).order(BEFORE_RESOURCES).handler(this::send);
    router.route(PAGE).order(BEFORE_RESOURCES + 1).handler(other -> other.fail(METHOD_NOT_ALLOWED));
  }

  private void open(RoutingContext request) {
    Reader reader = reader(request, parameter(request, "lang"));
    String purpose = request.request().getHeader("Sec-Purpose");
    boolean ahead = purpose != null && purpose.startsWith("prefetch");
    reply(
        request,
        reader,
        FormFields.NONE,
        respond.open(reader, parameter(request, "rating"), ahead));
  }

  /** Where the page's hidden link leads: no person sees it, only machines follow it. */
  private void followHidden(RoutingContext request) {
    Reader reader = reader(request, null).asPerson();
    reply(request, reader, FormFields.NONE, respond.followHidden(reader));
  }

  private void send(RoutingContext request) {
    if (!FormFields.isType(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      request.fail(
          Problem.of(
              CommonProblem.UNSUPPORTED_MEDIA_TYPE,
              "Send the form as application/x-www-form-urlencoded and say so in Content-Type."));
      return;
    }
    form.read(request)
        .map(FormFields::parse)
        .subscribe()
        .with(fields -> take(request, fields), request::fail);
  }

  /** It goes on when nobody waits for it any more: a phone that hangs up has sent its answer. */
  private void take(RoutingContext request, FormFields fields) {
    Optional<String> inForm = fields.get(AnswerForm.LANG);
    Reader reader = reader(request, inForm.isPresent() ? inForm.get() : parameter(request, "lang"));
    reply(request, reader, fields, respond.send(reader, fields));
  }

  private void reply(RoutingContext request, Reader reader, FormFields fields, Uni<Shown> shown) {
    long began = System.nanoTime();
    String method = request.request().method().name();
    shown
        .chain(known -> pages.answer(reader, known))
        .onFailure(failure -> !(failure instanceof Problem))
        .recoverWithUni(failure -> pages.busy(reader, fields, failure))
        .subscribe()
        .with(
            reply -> {
              reply.to(request.response());
              times.answered(method, ROUTE, reply.status(), began);
            },
            request::fail);
  }

  private static Reader reader(RoutingContext request, @Nullable String lang) {
    return Reader.of(request.pathParam("key"), lang, request.request());
  }

  private static @Nullable String parameter(RoutingContext request, String name) {
    List<String> values = request.queryParam(name);
    return values.isEmpty() ? null : values.get(0);
  }
}
