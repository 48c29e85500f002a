package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mails per second to a relay: the queue is filled while its lane is blocked, then the lane is
 * opened. The ceiling sends as many mails of that size with the same client and pool.
 */
final class Mail implements Benchmark {
  private static final int ROUNDS = 5;

  /** Dispatch's default. */
  private static final int POOL = 10;

  /** Until the compiler is done: on two processors the rate rises that long. */
  private static final int WARM_UP_MAILS = 30_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int port = Ports.free().smtp();
  private long cases;
  private int mailBytes;

  @Override
  public Map<String, String> settings() {
    return Map.of("AFTERWORD_SMTP_PORT", Integer.toString(port));
  }

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds", ROUNDS,
        "warmUpMails", WARM_UP_MAILS,
        "pool", POOL,
        "bytesPerMail", mailBytes,
        "relay",
            "after 20 and 100 ms: a Vert.x sink of the benchmark that answers the dot late, since"
                + " smtp-sink delays by whole seconds; at once: smtp-sink",
        "running", "dispatch-service and survey-service, which gives the links");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    bed.stop(ServiceKind.SCORING);
    new Interactions(bed).askAfter(Duration.ZERO);
    List<Comparison> found = new ArrayList<>();
    try (SlowRelay relay = SlowRelay.listening(port);
        BareClient bare = new BareClient(port, POOL)) {
      relay.answerAfter(0);
      fill(bed, WARM_UP_MAILS);
      drain(bed);
      mailBytes = relay.meanBytes();
      bare.send(WARM_UP_MAILS, mailBytes);
      found.add(late(bed, relay, bare, 20, 1500));
      found.add(late(bed, relay, bare, 100, 400));
    }
    // Another client, since this one's pool waits in vain for a connection that the relay took
    // along.
    try (BareClient bare = new BareClient(port, POOL)) {
      found.add(atOnce(bed, bare));
    }
    return found;
  }

  private Comparison late(Bed bed, SlowRelay relay, BareClient bare, int millis, int mails) {
    Turns turns =
        new Turns()
            .with(
                "product " + millis + " ms",
                round -> {
                  fill(bed, mails);
                  relay.answerAfter(millis);
                  drain(bed);
                  return expect(relay, mails);
                })
            .with(
                "bare " + millis + " ms",
                round -> {
                  relay.answerAfter(millis);
                  bare.send(mails, mailBytes);
                  return expect(relay, mails);
                })
            .run(ROUNDS);
    return new Comparison(
        "mails to a relay that answers after %d ms, pool %d".formatted(millis, POOL),
        "mails/s",
        turns.figuresOf("product " + millis + " ms"),
        "the bare Vert.x mail client with the same pool and mails of the same size",
        turns.figuresOf("bare " + millis + " ms"),
        0.7,
        null);
  }

  private Comparison atOnce(Bed bed, BareClient bare) {
    Process sink = smtpSink();
    try {
      Turns turns =
          new Turns()
              .with("product at once", round -> sendAtOnce(bed, 3000))
              .with("bare at once", round -> bare.send(3000, mailBytes))
              .run(ROUNDS);
      return Comparison.reported(
          "mails to a relay that answers at once, pool " + POOL,
          "mails/s",
          turns.figuresOf("product at once"),
          "the bare Vert.x mail client with the same pool and mails of the same size",
          turns.figuresOf("bare at once"));
    } finally {
      sink.destroy();
    }
  }

  private double sendAtOnce(Bed bed, int mails) {
    long first = cases;
    fill(bed, mails);
    drain(bed);
    return Double.parseDouble(
        bed.text(
            ServiceKind.DISPATCH,
            """
            select (count(*) - 1) / extract(epoch from max(d.sent_at) - min(d.sent_at))
            from delivery d join invitation i on i.id = d.invitation_id
            where substr(i.conversation, 6)::bigint >= %d
            """
                .formatted(first)));
  }

  /** Reports cases whose mails are due at once, and lets none of them go. */
  private void fill(Bed bed, int mails) {
    bed.execute(ServiceKind.DISPATCH, "update lane set blocked_until = now() + interval '1 hour'");
    new Interactions(bed).report(cases, mails);
    cases += mails;
  }

  /** Lets them go and waits until all are settled as sent. */
  private void drain(Bed bed) {
    bed.execute(ServiceKind.DISPATCH, "update lane set blocked_until = null");
    Await.until(
        PATIENCE,
        () -> bed.number(ServiceKind.DISPATCH, "select count(*) from delivery_queue"),
        left -> left == 0,
        "the queue did not become empty");
    long sent =
        bed.number(ServiceKind.DISPATCH, "select count(*) from delivery where state = 'SENT'");
    if (sent != cases) {
      throw new IllegalStateException(sent + " of " + cases + " mails were sent");
    }
  }

  private static double expect(SlowRelay relay, int mails) {
    if (relay.mails() != mails) {
      throw new IllegalStateException(relay.mails() + " of " + mails + " mails reached the relay");
    }
    return relay.perSecond();
  }

  private Process smtpSink() {
    try {
      Process sink =
          new ProcessBuilder("smtp-sink", "-4", "-u", "nobody", "127.0.0.1:" + port, "256")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Await.until(
          Duration.ofSeconds(5),
          this::listens,
          listening -> listening,
          "smtp-sink does not listen");
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
