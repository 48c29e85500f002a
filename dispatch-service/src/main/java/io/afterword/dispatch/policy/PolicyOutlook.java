package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.smallrye.mutiny.Uni;

/** What a policy will probably do, in words; for its line on the page. */
public interface PolicyOutlook {

  /** One short sentence. */
  Uni<String> of(Policy policy);
}
