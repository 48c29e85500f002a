package io.afterword.platform.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A job's work in short transactions, so that nobody waits long for a row. */
public final class Steps {

  private Steps() {}

  /**
   * One step after the other until one finds nothing to do.
   *
   * @param step answers how many rows it dealt with
   * @return how many it was in all
   */
  public static Uni<Integer> untilNothing(Supplier<Uni<? extends Integer>> step) {
    return Multi.createBy()
        .repeating()
        .uni(step)
        .whilst(found -> found > 0)
        .collect()
        .with(Collectors.summingInt(found -> found));
  }
}
