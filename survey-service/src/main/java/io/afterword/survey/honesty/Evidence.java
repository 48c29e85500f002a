package io.afterword.survey.honesty;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one post gives away.
 *
 * @param looked how long its page had been out; empty if the post names none
 * @param untouched whether scripts ran on the page and saw no trusted input
 * @param fromScanner whether it came from a scanner's network
 * @param trace what was seen of its link
 */
record Evidence(
    Optional<Duration> looked, boolean untouched, boolean fromScanner, Set<Signal> trace) {

  /** What speaks against a person; empty for nearly everybody. */
  Set<Signal> signals(Duration fastest) {
    EnumSet<Signal> signals = EnumSet.noneOf(Signal.class);
    signals.addAll(trace);
    if (looked.filter(time -> !time.isNegative() && time.compareTo(fastest) < 0).isPresent()) {
      signals.add(Signal.TOO_FAST);
    }
    if (untouched) {
      signals.add(Signal.NO_TRUSTED_INPUT);
    }
    if (fromScanner) {
      signals.add(Signal.SCANNER_NETWORK);
    }
    return signals;
  }
}
