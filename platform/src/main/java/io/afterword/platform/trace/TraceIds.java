package io.afterword.platform.trace;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.util.UUID;

/**
 * The trace of a subject is found by the subject's id alone: nothing has to be carried from service
 * to service or kept while an invitation waits for its hour, and every service chooses the same
 * ones. Pure.
 */
final class TraceIds {
  /** As OpenTelemetry reads it: the last 7 bytes of a trace's id are drawn by lot. */
  private static final long LOT = (1L << 56) - 1;

  /** Odd, without a pattern: the golden ratio in 64 bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private TraceIds() {}

  /** The subject's own id; the lot is in the random end of a UUID of version 4 or 7. */
  static String trace(UUID subject) {
    return TraceId.fromLongs(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
  }

  /** Of the first span, which all others hang below. */
  static String root(UUID subject) {
    long mixed =
        (subject.getMostSignificantBits() ^ Long.rotateLeft(subject.getLeastSignificantBits(), 29))
            * SPREAD;
    return SpanId.fromLong(mixed == 0 ? SPREAD : mixed);
  }

  /** Whether the id's lot is among that share. */
  static boolean chosen(long idsEnd, double share) {
    return (idsEnd & LOT) >= (1 - share) * (LOT + 1);
  }

  static boolean chosen(String trace, double share) {
    return chosen(Long.parseUnsignedLong(trace.substring(16), 16), share);
  }
}
