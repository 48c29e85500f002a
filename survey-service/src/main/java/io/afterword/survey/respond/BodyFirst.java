package io.afterword.survey.respond;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;

/**
 * Takes the body of a respondent's form off the wire before anything else looks at the request.
 * Otherwise it is read by a worker thread a little later, and a phone that hung up meanwhile has
 * taken its answer with it (6 of 200 in a test under load). The resource takes it from the
 * request's context and has no parameter for it, since the framework reads a body that is there
 * already as zeros when it is longer than 10 kB.
 */
@ApplicationScoped
class BodyFirst {

  /** After authentication (negative) and before the resources (10,000 and more). */
  private static final int BEFORE_RESOURCES = 0;

  /** With {@link FormFields#LARGEST_BODY} some 20 MB, however many send such forms at once. */
  private static final int MOST_LONG_FORMS = 16;

  private static final String FORM = BodyFirst.class.getName() + ".form";

  /** Notes that a request has one of the places for long forms. */
  private static final String LONG = BodyFirst.class.getName() + ".long";

  private final Semaphore longForms = new Semaphore(MOST_LONG_FORMS);

  void register(@Observes Router router) {
    router.post("/r/:key").order(BEFORE_RESOURCES).handler(this::read);
  }

  private void read(RoutingContext context) {
    HttpServerRequest request = context.request();
    // The framework pauses the request once more, which an ended HTTP/2 stream refuses.
    boolean ahead = request.version() != HttpVersion.HTTP_2;
    Buffer body = Buffer.buffer();
    Promise<String> form = Promise.promise();
    context.put(FORM, form.future());
    withoutType(request);
    request.handler(chunk -> append(chunk, body, context));
    request.exceptionHandler(
        failure -> {
          if (form.tryFail(failure) && ahead) {
            context.fail(failure);
          }
        });
    request.endHandler(
        ended -> {
          if (isLong(body) && context.get(LONG) == null) {
            form.tryFail(Problem.of(CommonProblem.BUSY, "Send it again in a moment."));
          } else {
            form.tryComplete(body.toString());
          }
          if (ahead) {
            context.next();
          }
        });
    if (ahead) {
      request.resume();
    } else {
      context.next();
    }
  }

  /** The form, as text. */
  static Uni<String> form(RoutingContext context) {
    Future<String> form = context.get(FORM);
    context.request().resume();
    return Uni.createFrom().completionStage(form.toCompletionStage());
  }

  /**
   * What comes beyond the limits is not kept; one byte too many is enough to know that there was
   * more.
   */
  private void append(Buffer chunk, Buffer body, RoutingContext context) {
    int size = body.length() + chunk.length();
    int most =
        size <= FormFields.USUAL_BODY || hasRoom(context)
            ? FormFields.LARGEST_BODY
            : FormFields.USUAL_BODY;
    int left = most + 1 - body.length();
    if (left > 0) {
      body.appendBuffer(chunk, 0, Math.min(left, chunk.length()));
    }
  }

  private static boolean isLong(Buffer body) {
    return body.length() > FormFields.USUAL_BODY;
  }

  private boolean hasRoom(RoutingContext context) {
    if (context.get(LONG) == null && longForms.tryAcquire()) {
      context.put(LONG, true);
      context.addEndHandler(ended -> longForms.release());
    }
    return context.get(LONG) != null;
  }

  /**
   * The resource reads a form by itself. Seeing its type, the framework would hand the request to a
   * worker thread, read the form there once more for its filters, and hand the request back.
   */
  private static void withoutType(HttpServerRequest request) {
    if (FormFields.isType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      request.headers().remove(HttpHeaders.CONTENT_TYPE);
    }
  }
}
