package io.afterword.survey.respond;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * Reads a respondent's form off the wire, at once: what is left there for later is lost with a
 * phone that hangs up. Nearly every form is short. Of long ones a few are read at a time, so that
 * their memory is bounded however many are sent; the others are asked to come again.
 */
@ApplicationScoped
class FormBody {

  /** With {@link FormFields#LARGEST_BODY} some 20 MB, however many send such forms at once. */
  private static final int MOST_LONG_FORMS = 16;

  private final Semaphore longForms = new Semaphore(MOST_LONG_FORMS);

  /** One form on its way. */
  private static final class Arriving {
    private final Buffer body = Buffer.buffer();
    private boolean hasRoom;
  }

  /** The form as text; what comes beyond the limit is not kept but for one byte that says so. */
  Uni<String> read(RoutingContext context) {
    HttpServerRequest request = context.request();
    Arriving form = new Arriving();
    Promise<String> read = Promise.promise();
    request.handler(chunk -> append(chunk, form, context));
    request.exceptionHandler(read::tryFail);
    request.endHandler(
        ended -> {
          if (isLong(form.body.length()) && !form.hasRoom) {
            read.tryFail(Problem.of(CommonProblem.BUSY, "Send it again in a moment."));
          } else {
            read.tryComplete(form.body.toString());
          }
        });
    request.resume();
    return Uni.createFrom().completionStage(read.future().toCompletionStage());
  }

  private void append(Buffer chunk, Arriving form, RoutingContext context) {
    int size = form.body.length() + chunk.length();
    int most =
        !isLong(size) || hasRoom(form, context) ? FormFields.LARGEST_BODY : FormFields.USUAL_BODY;
    int left = most + 1 - form.body.length();
    if (left > 0) {
      form.body.appendBuffer(chunk, 0, Math.min(left, chunk.length()));
    }
  }

  private static boolean isLong(int size) {
    return size > FormFields.USUAL_BODY;
  }

  private boolean hasRoom(Arriving form, RoutingContext context) {
    if (!form.hasRoom && longForms.tryAcquire()) {
      form.hasRoom = true;
      context.addEndHandler(ended -> longForms.release());
    }
    return form.hasRoom;
  }
}
