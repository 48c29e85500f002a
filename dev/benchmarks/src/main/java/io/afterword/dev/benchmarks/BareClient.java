package io.afterword.dev.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The mail client that dispatch-service uses, with the same settings and nothing around it. */
final class BareClient implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final MailClient client;

  BareClient(int port, int pool) {
    this.client =
        MailClient.create(
            vertx,
            new MailConfig("127.0.0.1", port)
                .setMaxPoolSize(pool)
                .setLogin(LoginOption.DISABLED)
                .setKeepAliveTimeout(60)
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS));
  }

  /** Sends that many mails of about that size; returns mails per second. */
  double send(int count, int bytes) {
    MailMessage mail =
        new MailMessage()
            .setFrom("Benchmark <ask@benchmark.example>")
            .setTo(List.of("customer@example.org"))
            .setSubject("How did we do?")
            .setText(lines(bytes / 3))
            .setHtml(lines(bytes * 2 / 3));
    long begin = System.nanoTime();
    List<Future<?>> sent =
        IntStream.range(0, count).<Future<?>>mapToObj(n -> client.sendMail(mail)).toList();
    Future.all(sent)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(2, TimeUnit.MINUTES)
        .join();
    return count * 1e9 / (System.nanoTime() - begin);
  }

  private static String lines(int bytes) {
    return "How satisfied are you with the help that you got from us?\n".repeat(bytes / 58 + 1);
  }

  /** Without a word to the relay, which may be gone. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
