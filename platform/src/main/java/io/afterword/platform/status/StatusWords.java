package io.afterword.platform.status;

import io.afterword.platform.page.Language;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Says in plain words what waits in a service, for its status page; a CDI bean of a service. */
public interface StatusWords {

  /**
   * Each a sentence, the most urgent first.
   *
   * @param language of the reader
   * @param time writes a moment as the reader's page does
   */
  Uni<List<String>> sentences(Language language, Function<Instant, String> time);
}
