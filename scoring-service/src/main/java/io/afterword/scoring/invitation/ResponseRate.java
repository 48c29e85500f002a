package io.afterword.scoring.invitation;

import io.afterword.scoring.metric.Dispositions;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the invitations that were sent, and the response rate made of it, in percent.
 * Pure; the formulas are those of {@link Dispositions}.
 *
 * <p>Nothing sent gives null, never 0; invitations still open count as "no answer" so far, and the
 * rate is preliminary.
 *
 * @param refused cancelled after the first send, for example by an opt-out
 * @param open sent, and an answer can still come
 */
record ResponseRate(long answered, long refused, long expired, long open, long bounced) {
  static final String RR6_FORMULA = "RR6 = 100 * answered / (sent - bounced)";
  static final String RR2_FORMULA = "RR2 = 100 * answered / sent";

  private static final double PERCENT = 100;

  /** Below this share of answers those who did not answer may well think otherwise. */
  private static final double LOW_RATE = 0.1;

  ResponseRate {
    if (answered < 0 || refused < 0 || expired < 0 || open < 0 || bounced < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  static final ResponseRate NOTHING_SENT = new ResponseRate(0, 0, 0, 0, 0);

  long sent() {
    return dispositions().sent();
  }

  /** Sent and not bounced: the denominator of RR6. */
  long delivered() {
    return dispositions().delivered();
  }

  /** Those who answered, of those who got it. */
  Proportion answeredOfDelivered() {
    return dispositions().rr6();
  }

  /** The response rate that people mean. */
  @Nullable Double rr6() {
    return inPercent(dispositions().rr6());
  }

  @Nullable Double rr2() {
    return inPercent(dispositions().rr2());
  }

  @Nullable Interval rr6Interval(Confidence confidence) {
    Proportion rr6 = dispositions().rr6();
    Interval shares = WilsonInterval.of(rr6.successes(), rr6.n(), confidence);
    return shares == null ? null : shares.times(PERCENT);
  }

  /** An invitation's state does not tell complete answers from partial ones. */
  private Dispositions dispositions() {
    return new Dispositions(answered, 0, refused, expired + open, bounced);
  }

  boolean isPreliminary() {
    return open > 0;
  }

  /** Judged by the invitations that are over, so that young ones do not look like silence. */
  private boolean isLow() {
    Proportion settled = new Proportion(answered, answered + refused + expired);
    return settled.n() > 0 && settled.share() < LOW_RATE;
  }

  /** What must be known about answers that came from these invitations. */
  Set<Warning> warnings() {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    if (sent() == 0) {
      warnings.add(Warning.NO_FRAME);
    }
    if (isPreliminary()) {
      warnings.add(Warning.PRELIMINARY);
    }
    if (isLow()) {
      warnings.add(Warning.LOW_RESPONSE_RATE);
    }
    return warnings;
  }

  ResponseRate plus(InvitationState state, long count) {
    return switch (state) {
      case ANSWERED -> new ResponseRate(answered + count, refused, expired, open, bounced);
      case CANCELLED -> new ResponseRate(answered, refused + count, expired, open, bounced);
      case EXPIRED -> new ResponseRate(answered, refused, expired + count, open, bounced);
      case OPEN, SCHEDULED -> new ResponseRate(answered, refused, expired, open + count, bounced);
      case UNDELIVERABLE -> new ResponseRate(answered, refused, expired, open, bounced + count);
    };
  }

  ResponseRate and(ResponseRate other) {
    return new ResponseRate(
        answered + other.answered,
        refused + other.refused,
        expired + other.expired,
        open + other.open,
        bounced + other.bounced);
  }

  private static @Nullable Double inPercent(Proportion rate) {
    return rate.n() == 0 ? null : PERCENT * rate.successes() / rate.n();
  }
}
