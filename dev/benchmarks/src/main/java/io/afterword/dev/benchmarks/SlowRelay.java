package io.afterword.dev.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An SMTP relay that takes every mail and says so after a while. It counts and forgets. Postfix'
 * smtp-sink delays by whole seconds only.
 */
final class SlowRelay implements AutoCloseable {
  private static final String LINE = "\r\n";
  private static final String END_OF_MAIL = "\r\n.\r\n";

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final AtomicLong mails = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long delayMillis;
  private volatile long firstAt;
  private volatile long lastAt;

  static SlowRelay listening(int port) {
    SlowRelay relay = new SlowRelay();
    relay
        .vertx
        .createNetServer()
        .connectHandler(socket -> relay.new Session(socket).greet())
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return relay;
  }

  /** Forgets what was counted. */
  void answerAfter(int millis) {
    delayMillis = millis;
    mails.set(0);
    bytes.set(0);
  }

  long mails() {
    return mails.get();
  }

  int meanBytes() {
    return (int) (bytes.get() / Math.max(1, mails.get()));
  }

  /** Mails per second from the first answer to the last. */
  double perSecond() {
    return (mails.get() - 1) * 1e9 / (lastAt - firstAt);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void taken(int size) {
    long now = System.nanoTime();
    if (mails.incrementAndGet() == 1) {
      firstAt = now;
    }
    lastAt = now;
    bytes.addAndGet(size);
  }

  private final class Session {
    private final NetSocket socket;
    private final RecordParser parser;
    private boolean inMail;

    Session(NetSocket socket) {
      this.socket = socket;
      this.parser = RecordParser.newDelimited(LINE, this::record);
    }

    void greet() {
      socket.handler(parser);
      say("220 relay.test ready");
    }

    private void record(Buffer record) {
      if (inMail) {
        inMail = false;
        parser.delimitedMode(LINE);
        answerLate(record.length());
        return;
      }
      String line = record.toString();
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> say("250-relay.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 20971520");
        case "DATA" -> {
          inMail = true;
          parser.delimitedMode(END_OF_MAIL);
          say("354 end with a dot");
        }
        case "QUIT" -> socket.end(Buffer.buffer("221 2.0.0 bye" + LINE));
        default -> say("250 2.0.0 ok");
      }
    }

    private void answerLate(int size) {
      if (delayMillis == 0) {
        taken(size);
        say("250 2.0.0 taken");
        return;
      }
      vertx.setTimer(
          delayMillis,
          timer -> {
            taken(size);
            say("250 2.0.0 taken");
          });
    }

    private void say(String text) {
      socket.write(text + LINE);
    }
  }
}
