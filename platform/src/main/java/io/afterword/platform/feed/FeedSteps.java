package io.afterword.platform.feed;

import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** An event's way through the feed and what it led to, as two steps of a trace. */
@ApplicationScoped
public class FeedSteps {
  private final Traces traces;

  FeedSteps(Traces traces) {
    this.traces = traces;
  }

  public Instant now() {
    return traces.now();
  }

  /**
   * @param subject whose trace it is, which the receiver knows
   * @param began when the receiver took it up; the way began when its sender wrote it
   */
  public void applied(UUID subject, ReceivedEvent event, String what, Instant began) {
    if (traces.follows(subject)) {
      traces.add(subject, step("feed", event, event.time()), began);
      traces.add(subject, step(what, event, began));
    }
  }

  private static Step step(String name, ReceivedEvent event, Instant began) {
    return Step.of(name, Step.Kind.CONSUMER, began)
        .with("afterword.event.type", event.type())
        .with("afterword.event.source", event.source())
        .with("afterword.event.revision", event.revision());
  }
}
