package io.afterword.dispatch.bounce;

import io.afterword.dispatch.bounce.BounceView.Kind;
import io.afterword.dispatch.delivery.DeliveryWatch;
import io.afterword.dispatch.delivery.Evidence;
import io.afterword.dispatch.mail.ReturnPaths;
import io.afterword.dispatch.smtp.ReplyReading;
import io.afterword.dispatch.unsubscribe.OptingOut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Acts on what mail servers report. Each report may come again; it changes nothing then. */
@ApplicationScoped
class Bounces {
  private static final Logger LOG = Logger.getLogger(Bounces.class);

  private final ReportReader reader;
  private final Evidence evidence;
  private final OptingOut optingOut;
  private final DeliveryWatch watch;
  private final Pool pool;
  private final Clock clock;

  Bounces(
      ReturnPaths returnPaths,
      Evidence evidence,
      OptingOut optingOut,
      DeliveryWatch watch,
      Pool pool,
      Clock clock) {
    this.reader = new ReportReader(returnPaths);
    this.evidence = evidence;
    this.optingOut = optingOut;
    this.watch = watch;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * @throws IOException if it is no mail
   */
  Uni<BounceView> take(byte[] mail, Optional<String> recipient) throws IOException {
    Report report = reader.read(mail, recipient);
    if (report instanceof Report.Returned returned) {
      return returned(returned)
          .map(changed -> new BounceView(Kind.RETURNED, returned.delivery(), changed));
    }
    if (report instanceof Report.Delivered delivered) {
      return arrived(delivered.delivery())
          .map(changed -> new BounceView(Kind.DELIVERED, delivered.delivery(), changed));
    }
    if (report instanceof Report.Complaint complaint) {
      return complained(complaint.delivery())
          .map(known -> new BounceView(Kind.COMPLAINT, complaint.delivery(), known));
    }
    if (report instanceof Report.Delayed delayed) {
      return Uni.createFrom().item(new BounceView(Kind.DELAYED, delayed.delivery(), false));
    }
    LOG.infof("A mail to the return path was left alone: %s", ((Report.Other) report).why());
    return Uni.createFrom().item(new BounceView(Kind.OTHER, null, false));
  }

  private Uni<Boolean> returned(Report.Returned returned) {
    Instant now = now();
    Evidence.Bounce bounce =
        new Evidence.Bounce(
            returned.delivery(), returned.reply(), ReplyReading.blamesAddress(returned.reply()));
    return pool.withTransaction(tx -> evidence.bounced(tx, bounce, now))
        .invoke(
            changed -> {
              if (changed) {
                watch.bounced();
              }
            });
  }

  private Uni<Boolean> arrived(UUID delivery) {
    Instant now = now();
    return pool.withTransaction(tx -> evidence.delivered(tx, delivery, now));
  }

  /** Whoever calls a mail spam has opted out in the strongest words there are. */
  private Uni<Boolean> complained(UUID delivery) {
    return pool.withConnection(connection -> evidence.invitationOf(connection, delivery))
        .chain(
            invitation ->
                invitation
                    .map(optingOut::byComplaint)
                    .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
