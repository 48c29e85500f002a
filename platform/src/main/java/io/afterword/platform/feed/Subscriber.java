package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The other end of a subscription: takes signed batches over HTTP. */
final class Subscriber implements EventTaker {
  /** Room for a sentence of the refusal in the status. */
  private static final int ANSWER_LENGTH = 300;

  /** Nothing that long belongs into an answer. */
  private static final int MOST_BYTES = 16 * 1024;

  private final HttpClient http;
  private final URI url;
  private final Signature signature;
  private final String source;
  private final Duration timeout;

  /** The machine's time, see {@link Signature}. */
  private final Clock machine = Clock.systemUTC();

  Subscriber(HttpClient http, URI url, Signature signature, String source, Duration timeout) {
    this.http = http;
    this.url = url;
    this.signature = signature;
    this.source = source;
    this.timeout = timeout;
  }

  /**
   * Posts as many of the events as fit into one body, from the head.
   *
   * @return how many the subscriber has taken; fails if it has not, or if nobody knows
   */
  @Override
  public Uni<Integer> take(List<Outgoing> events) {
    CloudEvents.Batch batch = CloudEvents.write(source, events);
    String messageId = events.get(0).id().toString();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .setTimeout(timeout.toMillis())
            .putHeader("content-type", CloudEvents.MEDIA_TYPE);
    signature.headers(messageId, machine.instant(), batch.body()).forEach(options::putHeader);
    return http.request(options)
        .chain(request -> send(request, batch.body()))
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new NotTakenException("no answer from " + url + " within " + timeout))
        .replaceWith(batch.count());
  }

  private Uni<Void> send(HttpClientRequest request, String body) {
    return request
        .send(body)
        .chain(answer -> beginning(request, answer).invoke(said -> taken(answer, said)))
        .onCancellation()
        .invoke(() -> request.reset())
        .replaceWithVoid();
  }

  /**
   * No more than the beginning of what it says: whoever talks on is hung up on, so that an endless
   * answer costs neither memory nor time.
   */
  private static Uni<String> beginning(HttpClientRequest request, HttpClientResponse answer) {
    Buffer kept = Buffer.buffer();
    return Uni.createFrom()
        .emitter(
            emitter -> {
              answer.exceptionHandler(emitter::fail);
              answer.endHandler(() -> emitter.complete(kept.toString()));
              answer.handler(
                  part -> {
                    kept.appendBuffer(part);
                    if (kept.length() > MOST_BYTES) {
                      emitter.complete(kept.toString());
                      request.reset();
                    }
                  });
            });
  }

  private void taken(HttpClientResponse answer, String said) {
    int status = answer.statusCode();
    if (status < 200 || status > 299) {
      throw new NotTakenException(
          url
              + " answered "
              + status
              + " "
              + said.substring(0, Math.min(said.length(), ANSWER_LENGTH)));
    }
  }
}
