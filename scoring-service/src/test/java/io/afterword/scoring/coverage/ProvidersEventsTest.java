package io.afterword.scoring.coverage;

import io.afterword.dev.test.ProviderSpec;
import org.junit.jupiter.api.Test;

/** What we read of dispatch-service's event is what it commits to, also with later fields. */
class ProvidersEventsTest {

  @Test
  void coverage() {
    ProviderSpec.of("dispatch-service").event("coverage.counted").readBy(CoverageCounted.class);
  }
}
