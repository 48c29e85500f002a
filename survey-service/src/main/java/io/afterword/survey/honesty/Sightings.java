package io.afterword.survey.honesty;

import io.afterword.platform.secret.Hash;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Keeps what was seen of a link where every replica finds it. */
@ApplicationScoped
class Sightings {

  private static final Logger LOG = Logger.getLogger(Sightings.class);

  private final Pool pool;

  Sightings(Pool pool) {
    this.pool = pool;
  }

  /** Nobody waits for it: a page is shown and an answer taken whether or not it can be written. */
  void write(String key, Signal signal, Instant now) {
    pool.preparedQuery("insert into sighting (key_hash, signal, at) values ($1, $2, $3)")
        .execute(
            Tuple.of(Buffer.buffer(Hash.sha256(key)), signal.name(), now.atOffset(ZoneOffset.UTC)))
        .subscribe()
        .with(
            written -> LOG.debugf("%s of a link", signal),
            failure -> LOG.warnf("%s could not be kept: %s", signal, failure.getMessage()));
  }
}
