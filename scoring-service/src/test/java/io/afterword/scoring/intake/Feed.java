package io.afterword.scoring.intake;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.tally.Folder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Gives events to the receivers as the feed does: each batch in one transaction. */
@ApplicationScoped
public class Feed {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final List<FeedReceiver> receivers;
  private final Folder folder;

  Feed(Pool pool, @Any Instance<FeedReceiver> receivers, Folder folder) {
    this.pool = pool;
    this.receivers = receivers.stream().toList();
    this.folder = folder;
  }

  public void brings(ReceivedEvent... events) {
    brings(Arrays.asList(events));
  }

  public void brings(List<ReceivedEvent> batch) {
    pool.withTransaction(
            tx ->
                Multi.createFrom()
                    .iterable(receivers)
                    .onItem()
                    .transformToUniAndConcatenate(
                        receiver -> {
                          List<ReceivedEvent> wanted =
                              batch.stream()
                                  .filter(event -> receiver.types().contains(event.type()))
                                  .toList();
                          return wanted.isEmpty()
                              ? Uni.createFrom().voidItem()
                              : receiver.apply(tx, wanted);
                        })
                    .collect()
                    .last())
        .await()
        .atMost(PATIENCE);
  }

  /** One pass of a folder. */
  public void folds() {
    folder.runOnce().await().atMost(PATIENCE);
  }

  /** The single number that a statement selects. */
  public long number(String sql, Object... parameters) {
    return pool.preparedQuery(sql)
        .execute(Tuple.from(Arrays.asList(parameters)))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong(0);
  }

  /** The single text that a statement selects. */
  public String text(String sql, Object... parameters) {
    return String.valueOf(
        pool.preparedQuery(sql)
            .execute(Tuple.from(Arrays.asList(parameters)))
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next()
            .getValue(0));
  }

  public void execute(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }
}
