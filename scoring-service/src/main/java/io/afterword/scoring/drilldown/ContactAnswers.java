package io.afterword.scoring.drilldown;

import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.ClusterRobustError;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many contacts gave how many answers, and how many of them good ones. Pure. */
record ContactAnswers(List<Alike> groups) {
  private static final double HUNDRED = 100;

  /** So few of the contacts .. */
  private static final double FEW_CONTACTS = 0.05;

  /** .. gave so many of the answers. */
  private static final double MANY_ANSWERS = 0.2;

  /** So many contacts, each with this many good answers of this many. */
  record Alike(Proportion each, long contacts) {}

  long contacts() {
    return groups.stream().mapToLong(Alike::contacts).sum();
  }

  private ClusterRobustError error() {
    List<Proportion> contacts = new ArrayList<>();
    groups.forEach(
        group ->
            contacts.addAll(Collections.nCopies(Math.toIntExact(group.contacts()), group.each())));
    return new ClusterRobustError(contacts);
  }

  Proportion all() {
    return error().pooled();
  }

  @Nullable Double designEffect() {
    return orNull(error().designEffect());
  }

  @Nullable Double effectiveAnswers() {
    return orNull(error().effectiveN());
  }

  @Nullable Interval naiveInterval(Confidence confidence) {
    Proportion all = all();
    Interval shares = WilsonInterval.of(all.successes(), all.n(), confidence);
    return shares == null ? null : shares.times(HUNDRED);
  }

  @Nullable Interval interval(Confidence confidence) {
    Double effective = effectiveAnswers();
    return effective == null
        ? null
        : WilsonInterval.ofEffective(all().share(), effective, confidence).times(HUNDRED);
  }

  Set<Warning> warnings() {
    Double effect = designEffect();
    boolean told = effect != null && effect > ClusterRobustError.WORTH_TELLING;
    return told || comeFromFew()
        ? EnumSet.of(Warning.REPEAT_RESPONDENTS)
        : EnumSet.noneOf(Warning.class);
  }

  /** Whether fewer than one contact in twenty gave more than a fifth of the answers. */
  private boolean comeFromFew() {
    long few = (long) Math.ceil(FEW_CONTACTS * contacts()) - 1;
    long theirs = 0;
    for (Alike group :
        groups.stream()
            .sorted(Comparator.comparingLong((Alike each) -> each.each().n()).reversed())
            .toList()) {
      long taken = Math.min(few, group.contacts());
      theirs += taken * group.each().n();
      few -= taken;
    }
    return theirs > MANY_ANSWERS * all().n();
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
