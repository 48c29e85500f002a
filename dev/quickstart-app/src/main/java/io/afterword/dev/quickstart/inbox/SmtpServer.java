package io.afterword.dev.quickstart.inbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;

/** Takes every mail for everybody and hands it to the mailbox. */
final class SmtpServer implements AutoCloseable {
  /** Idle as long as a mail client may keep a connection open for its next mail. */
  private static final long IDLE_MILLISECONDS = 600_000;

  private final GreenMail server;

  private SmtpServer(GreenMail server) {
    this.server = server;
  }

  static SmtpServer start(int port, Mailbox mailbox, Duration taking) {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setReadTimeout(IDLE_MILLISECONDS);
    setup.setServerStartupTimeout(20_000);
    GreenMail server = new GreenMail(setup);
    server.start();
    GreenMailUser everybody = server.setUser("everybody@localhost", "unused");
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, recipient) -> {
              try {
                pause(taking.dividedBy(2));
                mailbox.add(recipient.getEmail(), message.getMessage());
                // The server insists on a copy of its own; it would keep them all.
                server.purgeEmailFromAllMailboxes();
                pause(taking.dividedBy(2));
              } catch (IOException | FolderException e) {
                throw new MessagingException("the mail cannot be read", e);
              }
              return everybody;
            });
    return new SmtpServer(server);
  }

  /** As long as a relay works on a mail; each connection has a thread of its own. */
  private static void pause(Duration time) throws MessagingException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("the server is being stopped", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
