package io.afterword.dispatch.coverage;

import io.afterword.dispatch.decision.SkipReason;
import org.jspecify.annotations.Nullable;

/** What a decision means for who was heard and who was not. */
enum Standing {
  /** It was decided to ask. */
  ASKED,
  /** It was decided to ask, and in the end nothing was sent. */
  WITHDRAWN,
  /** The policy is about this, and something stood in the way. */
  MISSED,
  /** The policy is about this, and asks only some of them. */
  SPARED,
  /** The policy is not about this. */
  OUTSIDE;

  static Standing of(String outcome, @Nullable SkipReason reason) {
    if (reason == null) {
      return ASKED;
    }
    if (outcome.equals("WITHDRAW")) {
      return WITHDRAWN;
    }
    return switch (reason) {
      case EVENT_DOES_NOT_ASK, FILTERED_OUT, NOT_CUSTOMER_INITIATED, NOT_RESOLVED -> OUTSIDE;
      case COUNTING, SAMPLED_OUT -> SPARED;
      case TOO_OLD,
          REOPENED_SINCE,
          SURVEY_ARCHIVED,
          OPTED_OUT,
          OPTED_OUT_OF_KIND,
          NO_ADDRESS,
          BAD_ADDRESS,
          SUPPRESSED,
          NO_CONSENT,
          OTHER_POLICY,
          DAILY_CAP,
          OUTSIDE_WINDOW,
          COOL_DOWN_FLOOR,
          COOL_DOWN_ACROSS_ALL,
          COOL_DOWN_PER_METRIC,
          COOL_DOWN_PER_SURVEY,
          POLICY_DISABLED,
          EXPIRED,
          LINK_CLOSED,
          ANSWERED ->
          MISSED;
    };
  }
}
