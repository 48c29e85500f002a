package io.afterword.dispatch.smtp;

import io.afterword.dispatch.mail.ComposedMail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The relay behind a mail client of our own: Quarkus' mailer drops the relay's reply and has no
 * read timeout, so a silent relay would hold its slot for ever.
 */
@ApplicationScoped
public class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final Vertx vertx;
  private final RelaySettings settings;
  private MailClient client;

  Relay(Vertx vertx, Config config) {
    this.vertx = vertx;
    this.settings = RelaySettings.of(config);
    this.client = newClient();
  }

  private MailClient newClient() {
    return MailClient.create(vertx, settings.toMailConfig());
  }

  /** Builds the bean, so that a key that signs nothing stops the start. */
  void checkAtStart(@Observes @Priority(1) StartupEvent event) {
    LOG.infof(
        "Mails go to %s:%d, %s",
        settings.host(),
        settings.port(),
        settings.signing().map(dkim -> "signed by " + dkim).orElse("unsigned"));
  }

  /** How many mails can be under way at once; a further one would wait without a limit. */
  public int slots() {
    return settings.poolSize();
  }

  /** No mail is on the wire for longer. */
  public Duration limit() {
    return settings.limit();
  }

  /** Hands over one mail and waits for the relay's word; never fails. */
  public Uni<Verdict> send(ComposedMail mail) {
    Watched message;
    try {
      message = message(mail);
    } catch (IllegalArgumentException unfit) {
      return Uni.createFrom().item(unfit(unfit));
    }
    MailClient used = client();
    return UniHelper.toUni(used.sendMail(message))
        .<Verdict>map(result -> new Verdict.Accepted())
        .ifNoItem()
        .after(settings.limit())
        .recoverWithItem(() -> giveUp(used, message))
        .onFailure()
        .recoverWithItem(failure -> failed(used, message, failure));
  }

  /** A connection that broke in the middle of a mail is now and then never missed by its pool. */
  private Verdict failed(MailClient used, Watched message, Throwable failure) {
    if (message.begun && !(failure instanceof SMTPException)) {
      replace(used);
    }
    return verdict(failure, message.begun);
  }

  private synchronized MailClient client() {
    return client;
  }

  /**
   * A relay that sends a byte now and then is never idle: its connection would be lost for ever.
   */
  private Verdict giveUp(MailClient used, Watched message) {
    replace(used);
    return verdict(new TimeoutException("no end within " + settings.limit()), message.begun);
  }

  /**
   * The client cannot drop one connection: it is replaced, and closed once its other mails have had
   * their time.
   */
  private synchronized void replace(MailClient used) {
    if (used == client) {
      client = newClient();
      vertx.setTimer(settings.limit().toMillis(), ignored -> used.close());
    }
  }

  /**
   * A mail that knows whether the client has begun to speak of it. The client reads the text when
   * it has a connection on which it was greeted, and not before; before that, nothing was sent for
   * certain, however the connection ended.
   */
  private static final class Watched extends MailMessage {
    private volatile boolean begun;

    @Override
    public String getHtml() {
      begun = true;
      return super.getHtml();
    }
  }

  private static Watched message(ComposedMail mail) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    mail.headers().forEach(headers::set);
    var message = new Watched();
    message
        .setFrom(mail.from())
        .setTo(List.of(mail.to()))
        .setSubject(mail.subject())
        .setText(mail.text())
        .setHtml(mail.html())
        .setHeaders(headers);
    mail.returnPath().ifPresent(message::setBounceAddress);
    return message;
  }

  /**
   * The client's words tell the phase; it has no other way of saying it.
   *
   * @param begun whether the mail itself was spoken of
   */
  static Verdict verdict(Throwable failure, boolean begun) {
    if (failure instanceof SMTPException refused) {
      Reply reply = Reply.of(refused.getReplyCode(), refused.getReplyMessages());
      return ReplyReading.of(phase(words(refused), reply), reply);
    }
    if (failure instanceof IllegalArgumentException unfit) {
      return unfit(unfit);
    }
    return !begun || neverConnected(failure)
        ? new Verdict.RelayDown(words(failure))
        : new Verdict.Unknown(words(failure));
  }

  private static ReplyReading.Phase phase(String words, Reply reply) {
    boolean aboutMail =
        words.startsWith("recipient address not accepted")
            || words.startsWith("DATA command not accepted")
            || words.startsWith("sending data failed")
            // A sender address that is refused for good is refused for every mail: our own setup.
            || (words.startsWith("sender address not accepted") && reply.isTemporary());
    return aboutMail ? ReplyReading.Phase.MAIL : ReplyReading.Phase.ENTRY;
  }

  private static boolean neverConnected(Throwable failure) {
    String words = words(failure);
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException
        || failure instanceof SSLException
        || failure.getCause() instanceof SSLException
        || (failure instanceof TimeoutException && words.contains("connect"))
        || words.startsWith("login is required")
        || words.startsWith("STARTTLS required");
  }

  private static Verdict unfit(IllegalArgumentException cause) {
    return new Verdict.Never(new Reply(553, "5.6.0 not sent: " + words(cause)), false);
  }

  private static String words(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }

  @PreDestroy
  void close() {
    client().close();
  }
}
