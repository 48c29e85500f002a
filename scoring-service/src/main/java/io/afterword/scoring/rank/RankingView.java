package io.afterword.scoring.rank;

import io.afterword.scoring.comparison.NewcombeInterval;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.ranking.FunnelLimits;
import io.afterword.scoring.ranking.Overdispersion;
import io.afterword.scoring.ranking.Ranking;
import io.afterword.scoring.ranking.Standing;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as it is shown: shares in percent, members by name. Pure.
 *
 * @param names by the member's value
 */
record RankingView(Ranking ranking, Map<String, String> names, Confidence confidence) {
  private static final double HUNDRED = 100;

  /** As many as make a smooth curve. */
  private static final int FUNNEL_POINTS = 40;

  static RankingView of(
      Map<String, Proportion> members,
      Map<String, String> names,
      long leastAnswers,
      Confidence confidence) {
    Ranking.Rules rules =
        new Ranking.Rules(leastAnswers, Ranking.Rules.USUAL.rhoFloor(), confidence);
    return new RankingView(Ranking.of(members, rules), names, confidence);
  }

  List<Rankings.RankedMember> ranked() {
    List<Rankings.RankedMember> ranked = new ArrayList<>();
    for (Standing standing : ranking.order()) {
      ranked.add(member(standing, ranked.size() + 1));
    }
    return ranked;
  }

  List<Rankings.RankedMember> tooFewAnswers() {
    return ranking.standings().stream()
        .filter(standing -> !standing.enoughData())
        .map(standing -> member(standing, null))
        .sorted(
            Comparator.comparingLong(Rankings.RankedMember::n)
                .reversed()
                .thenComparing(Rankings.RankedMember::value))
        .toList();
  }

  Rankings.@Nullable Prior prior() {
    return ranking.all().n() == 0
        ? null
        : new Rankings.Prior(
            ranking.prior().alpha(), ranking.prior().beta(), ranking.prior().rho());
  }

  @Nullable Double overdispersion() {
    OptionalDouble phi =
        Overdispersion.phi(ranking.standings().stream().map(Standing::counts).toList());
    return phi.isPresent() ? phi.getAsDouble() : null;
  }

  @Nullable Double share() {
    OptionalDouble share = ranking.all().value();
    return share.isPresent() ? HUNDRED * share.getAsDouble() : null;
  }

  /** From the smallest to the largest member, closer together where the limits move fast. */
  List<Rankings.FunnelPoint> funnel() {
    double share = ranking.all().share();
    long most = ranking.standings().stream().mapToLong(s -> s.counts().n()).max().orElse(0);
    if (most == 0 || share <= 0 || share >= 1) {
      return List.of();
    }
    TreeSet<Long> sizes = new TreeSet<>();
    for (int at = 0; at <= FUNNEL_POINTS; at++) {
      sizes.add(Math.max(1, Math.round(Math.pow((double) most, (double) at / FUNNEL_POINTS))));
    }
    return sizes.stream()
        .map(
            n ->
                new Rankings.FunnelPoint(
                    n,
                    percent(FunnelLimits.drawn(n, share, FunnelLimits.ALERT_TAIL)),
                    percent(FunnelLimits.drawn(n, share, FunnelLimits.ALARM_TAIL))))
        .toList();
  }

  private Rankings.RankedMember member(Standing standing, @Nullable Integer rank) {
    Proportion own = standing.counts();
    Proportion others = ranking.all().minus(own);
    boolean comparable = own.n() > 0 && others.n() > 0;
    return new Rankings.RankedMember(
        rank,
        standing.id(),
        names.getOrDefault(standing.id(), standing.id()),
        own.n(),
        own.successes(),
        HUNDRED * own.share(),
        HUNDRED * standing.shrunken(),
        standing.credible().times(HUNDRED),
        comparable ? HUNDRED * (own.share() - others.share()) : null,
        comparable ? times(NewcombeInterval.of(own, others, confidence)) : null,
        standing.pVersusRest(),
        standing.adjustedP(),
        limits(standing.alert()),
        limits(standing.alarm()),
        outside(standing),
        standing(standing, others));
  }

  private static Rankings.Outside outside(Standing standing) {
    if (standing.isOutsideAlarm()) {
      return Rankings.Outside.ALARM;
    }
    return standing.isOutsideAlert() ? Rankings.Outside.ALERT : Rankings.Outside.NONE;
  }

  private static Rankings.Standing standing(Standing standing, Proportion others) {
    if (!standing.enoughData()) {
      return Rankings.Standing.TOO_FEW_ANSWERS;
    }
    Double p = standing.adjustedP();
    if (p == null || p >= Tier.SIGNIFICANT) {
      return Rankings.Standing.AS_THE_OTHERS;
    }
    return standing.counts().compareTo(others) > 0
        ? Rankings.Standing.BETTER
        : Rankings.Standing.WORSE;
  }

  private static @Nullable Interval times(@Nullable Interval shares) {
    return shares == null ? null : shares.times(HUNDRED);
  }

  private static Rankings.@Nullable Limits limits(@Nullable FunnelLimits limits) {
    return limits == null ? null : percent(limits);
  }

  private static Rankings.Limits percent(FunnelLimits limits) {
    return new Rankings.Limits(HUNDRED * limits.lower(), HUNDRED * limits.upper());
  }
}
