package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Verdict;
import java.util.Collection;

/**
 * How far the relay is trusted to say what it does with a mail. After several mails in a row of
 * which nobody knows, it gets one at a time until it takes one: an outage of that kind must not
 * leave the whole queue in doubt.
 */
final class Confidence {
  /** One or two are a lost connection each; a silent mail must not hold up the others. */
  static final int DOUBTS = 3;

  private int inARow;

  synchronized void heard(Collection<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Unknown) {
        inARow++;
      } else if (verdict instanceof Verdict.Accepted) {
        inARow = 0;
      }
    }
  }

  synchronized boolean lost() {
    return inARow >= DOUBTS;
  }

  int mailsAtOnce(int slots) {
    return lost() ? 1 : slots;
  }
}
