package io.afterword.survey.honesty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was done with links in the last seconds, as far as this replica saw it. A person opens one
 * link of a mail, perhaps a second one; a scanner opens them all within seconds. Nothing is decided
 * by what is not remembered: a trace that another replica has only makes a scanner less visible.
 */
final class Traces {

  static final Duration WINDOW = Duration.ofSeconds(10);

  /** Two may be a slip of the finger. */
  static final int MANY = 3;

  /** How long what was seen of a link speaks against the answers that come by it. */
  static final Duration SPEAKS_FOR = Duration.ofSeconds(60);

  /** Some thirty bytes each; more links than are opened in a minute. */
  private static final int MOST_LINKS = 50_000;

  /** Longer than the longest scale, so that one page reloaded over and over hides nothing. */
  private static final int MOST_MARKS = 24;

  private enum Deed {
    OPENED,
    SENT
  }

  /**
   * @param view of the page; what one view sends is one person trying
   */
  private record Mark(Deed deed, String rating, String view, Instant at) {}

  /** Most links leave one mark and nothing is seen of them, and there are many. */
  private static final class Trace {
    private final List<Mark> marks = new ArrayList<>(1);
    private Map<Signal, Instant> seen = Map.of();

    /** When it was seen before. */
    private @Nullable Instant saw(Signal signal, Instant now) {
      Instant before = seen.get(signal);
      Map<Signal, Instant> with = new EnumMap<>(Signal.class);
      with.putAll(seen);
      with.put(signal, now);
      seen = with;
      return before;
    }
  }

  private final Map<String, Trace> byKey =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trace> eldest) {
          return size() > MOST_LINKS;
        }
      };

  /** A link of a mail was opened; true if that makes it too many. */
  synchronized boolean opened(String key, String rating, Instant now) {
    return mark(key, new Mark(Deed.OPENED, rating, "", now), Signal.MANY_LINKS);
  }

  /** A rating was sent from a view of the page; true if that makes it too many. */
  synchronized boolean sent(String key, String rating, String view, Instant now) {
    return mark(key, new Mark(Deed.SENT, rating, view, now), Signal.SEVERAL_RATINGS);
  }

  /** Something was seen of the link that speaks for itself; true if it was not known yet. */
  synchronized boolean saw(String key, Signal signal, Instant now) {
    Instant last = byKey.computeIfAbsent(key, k -> new Trace()).saw(signal, now);
    return last == null || last.plus(SPEAKS_FOR).isBefore(now);
  }

  /** What was seen of a link a short while ago. */
  synchronized Set<Signal> of(String key, Instant now) {
    EnumSet<Signal> signals = EnumSet.noneOf(Signal.class);
    Trace trace = byKey.get(key);
    if (trace != null) {
      trace.seen.forEach(
          (signal, at) -> {
            if (!at.plus(SPEAKS_FOR).isBefore(now)) {
              signals.add(signal);
            }
          });
    }
    return signals;
  }

  private boolean mark(String key, Mark mark, Signal signal) {
    List<Mark> marks = byKey.computeIfAbsent(key, k -> new Trace()).marks;
    marks.removeIf(old -> old.at().plus(WINDOW).isBefore(mark.at()));
    marks.removeIf(isSameAs(mark));
    marks.add(mark);
    if (marks.size() > MOST_MARKS) {
      marks.remove(0);
    }
    return many(marks, mark.deed()) && saw(key, signal, mark.at());
  }

  /** Of one view only the last rating speaks: somebody who moves along the scale sends several. */
  private static Predicate<Mark> isSameAs(Mark mark) {
    return old ->
        old.deed() == mark.deed()
            && (mark.deed() == Deed.SENT
                ? old.view().equals(mark.view())
                : old.rating().equals(mark.rating()));
  }

  private static boolean many(List<Mark> marks, Deed deed) {
    return marks.size() >= MANY
        && marks.stream().filter(m -> m.deed() == deed).map(Mark::rating).distinct().count()
            >= MANY;
  }
}
