package io.afterword.dispatch.forecast;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.policy.PolicyOutlook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The forecast of a policy, for its line on the page. */
@ApplicationScoped
class Outlook implements PolicyOutlook {
  private final Forecasts forecasts;
  private final Clock clock;

  Outlook(Forecasts forecasts, Clock clock) {
    this.forecasts = forecasts;
    this.clock = clock;
  }

  @Override
  public Uni<String> of(Policy policy) {
    return forecasts.of(policy, clock.instant()).map(ForecastWords::inShort);
  }
}
