package io.afterword.scoring.dashboard;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Tells open pages when to look again. One cheap question a second for all pages of a replica,
 * asked while at least one is open: whether intake, a note or a goal has added anything. What is
 * numbered may be committed later than it is numbered, so every change is told twice, and once in a
 * while the pages look without a reason.
 */
@ApplicationScoped
class Pulse {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Also keeps proxies from closing a quiet stream. */
  private static final int LOOK_ANYWAY = 20;

  private static final String COUNTED =
      """
      select ((select last_value from change_pack_id_seq) + (select last_value from invitation_pack_id_seq)
           + (select count(*) + coalesce(sum(version), 0) from annotation)
           + (select count(*) + coalesce(sum(version), 0) from goal))::bigint
      """;

  /** What no count is: the last item, which nobody is told. */
  private static final Long END = Long.MIN_VALUE;

  private final Multi<Long> beats;

  /** Each stream leaves it by itself; none can end it for the others. */
  private final BroadcastProcessor<Long> ending = BroadcastProcessor.create();

  private final Thread end = new Thread(this::end, "end of the dashboard's streams");

  Pulse(Pool pool) {
    this.beats =
        Multi.createFrom()
            .ticks()
            .every(EVERY)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> counted(pool))
            .onItem()
            .scan(Beat::first, Beat::next)
            .filter(Beat::isHeard)
            .map(Beat::counted)
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
  }

  /** An item whenever there may be something new, until the service ends. */
  Multi<Long> beats() {
    return Multi.createBy()
        .merging()
        .streams(beats, ending)
        .select()
        .first(beat -> !beat.equals(END));
  }

  /**
   * A service that is asked to end waits for the requests that it is answering, and only then tells
   * its beans. A stream would keep it waiting for as long as it waits at all, so streams are ended
   * as soon as the process hears that it should.
   */
  void listen(@Observes StartupEvent started) {
    Runtime.getRuntime().addShutdownHook(end);
  }

  void forget(@Observes ShutdownEvent stopping) {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ending) {
      // The process itself is ending, and the hook has run.
    }
  }

  void end() {
    ending.onNext(END);
  }

  /** A database that does not answer has nothing new to tell; the next beat asks again. */
  private static Uni<Long> counted(Pool pool) {
    return pool.query(COUNTED)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .onFailure()
        .recoverWithItem(-1L);
  }

  /**
   * @param echo whether the beat before was a change
   * @param quiet beats since anything was told
   */
  private record Beat(long counted, boolean changed, boolean echo, int quiet) {
    static Beat first() {
      return new Beat(Long.MIN_VALUE, false, false, 0);
    }

    static Beat next(Beat before, long counted) {
      boolean changed = before.counted != counted;
      return new Beat(counted, changed, before.changed, before.isHeard() ? 1 : before.quiet + 1);
    }

    boolean isHeard() {
      return changed || echo || quiet >= LOOK_ANYWAY;
    }
  }
}
