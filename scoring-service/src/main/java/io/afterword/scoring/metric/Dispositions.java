package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Proportion;

/**
 * What became of invitations, by AAPOR's names, and the rates made of them. Invitations that were
 * never sent are in no denominator; opened mails neither, since mail programs open by themselves.
 *
 * <p>With I complete, P partial (the scored question answered, not all), R opted out, NC no answer
 * and U bounced: RR1 = I / (I+P+R+NC+U), RR2 = (I+P) / (the same), RR5 = I / (I+P+R+NC), RR6 =
 * (I+P) / (the same). RR5 and RR6 take none of the bounced as eligible. RR6 is what people mean by
 * response rate. Nothing sent makes shares of nothing, never 0. Source: AAPOR, Standard
 * Definitions.
 */
public record Dispositions(
    long complete, long partial, long optedOut, long noAnswer, long bounced) {

  public Dispositions {
    if (complete < 0 || partial < 0 || optedOut < 0 || noAnswer < 0 || bounced < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  public long answered() {
    return complete + partial;
  }

  /** Sent and not bounced: the denominator of RR5 and RR6. */
  public long delivered() {
    return answered() + optedOut + noAnswer;
  }

  public long sent() {
    return delivered() + bounced;
  }

  public Proportion rr1() {
    return new Proportion(complete, sent());
  }

  public Proportion rr2() {
    return new Proportion(answered(), sent());
  }

  public Proportion rr5() {
    return new Proportion(complete, delivered());
  }

  public Proportion rr6() {
    return new Proportion(answered(), delivered());
  }

  public Proportion deliveredRate() {
    return new Proportion(delivered(), sent());
  }

  /** Of those who answered, the share that answered everything. */
  public Proportion completionRate() {
    return new Proportion(complete, answered());
  }

  /** REF1: opted out of all sent. */
  public Proportion refusalRate() {
    return new Proportion(optedOut, sent());
  }
}
