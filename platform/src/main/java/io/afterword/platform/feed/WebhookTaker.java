package io.afterword.platform.feed;

import io.afterword.platform.feed.WebhookDeliveryView.Outcome;
import io.afterword.platform.feed.Webhooks.Target;
import io.afterword.platform.http.OutgoingAnswer;
import io.afterword.platform.http.OutgoingHttp;
import io.afterword.platform.http.OutgoingRequest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A customer's webhook as the end of a subscription: the same signed batches that siblings get, by
 * the client that guards where it is sent. A batch that the receiver refuses is halved until the
 * guilty event is alone; that one is tried some more and then left behind, so that the others go
 * on. How far the halving is lives here: another replica begins it anew.
 */
final class WebhookTaker implements EventTaker {

  /** Small enough for a receiver that works off each event while we wait. */
  static final int MOST_EVENTS = 100;

  /** With the pauses of the relay some ten seconds; a receiver that is down says 5xx or nothing. */
  static final int TRIES_ALONE = 6;

  private final UUID webhook;
  private final Webhooks webhooks;
  private final OutgoingHttp http;
  private final String source;
  private final Duration timeout;

  /** The machine's time, see {@link Signature}. */
  private final Clock machine = Clock.systemUTC();

  private int most = MOST_EVENTS;
  private int refusedAlone;

  WebhookTaker(
      UUID webhook, Webhooks webhooks, OutgoingHttp http, String source, Duration timeout) {
    this.webhook = webhook;
    this.webhooks = webhooks;
    this.http = http;
    this.source = source;
    this.timeout = timeout;
  }

  @Override
  public Uni<Integer> take(List<Outgoing> events) {
    CloudEvents.Batch batch =
        CloudEvents.write(source, events.subList(0, Math.min(most, events.size())));
    List<Outgoing> sent = events.subList(0, batch.count());
    Instant began = machine.instant();
    return webhooks
        .target(webhook)
        .chain(target -> http.send(request(target, sent, batch.body())))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onItemOrFailure()
        .transformToUni(
            (answer, failure) ->
                settle(sent, answer, failure, Duration.between(began, machine.instant())));
  }

  private OutgoingRequest request(Target target, List<Outgoing> sent, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", CloudEvents.MEDIA_TYPE);
    Instant now = machine.instant();
    String message = sent.get(0).id().toString();
    String signatures =
        target.secrets().stream()
            .map(secret -> new Signature(secret).headers(message, now, body))
            .peek(headers::putAll)
            .map(signed -> signed.get(Signature.HEADER))
            .collect(Collectors.joining(" "));
    headers.put(Signature.HEADER, signatures);
    return OutgoingRequest.post(URI.create(target.url()), headers, body);
  }

  private Uni<Integer> settle(
      List<Outgoing> sent,
      @Nullable OutgoingAnswer answer,
      @Nullable Throwable failure,
      Duration took) {
    Integer status = answer == null ? null : answer.status();
    if (answer != null && answer.accepted()) {
      most = Math.min(MOST_EVENTS, most * 2);
      refusedAlone = 0;
      return webhooks
          .log(webhook, sent, Outcome.DELIVERED, status, null, took)
          .replaceWith(sent.size());
    }
    String detail =
        answer == null
            ? String.valueOf(failure == null ? "no answer" : failure.getMessage())
            : "answered " + answer.status();
    boolean guilty = status != null && blamesTheEvents(status);
    if (guilty && sent.size() == 1 && ++refusedAlone >= TRIES_ALONE) {
      refusedAlone = 0;
      return webhooks.log(webhook, sent, Outcome.PARKED, status, detail, took).replaceWith(1);
    }
    if (guilty) {
      most = Math.max(1, sent.size() / 2);
    }
    return webhooks
        .log(webhook, sent, Outcome.REFUSED, status, detail, took)
        .chain(() -> Uni.createFrom().failure(new NotTakenException(detail)));
  }

  /** Other refusals are about us, the moment or the address, whatever was sent. */
  private static boolean blamesTheEvents(int status) {
    return status == 400 || status == 413 || status == 422;
  }
}
