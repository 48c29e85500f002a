package io.afterword.scoring.invitation;

import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Tallies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Response rates from the counts of invitations. */
@ApplicationScoped
public class ResponseRateService {
  private final Pool pool;
  private final SeriesCatalog catalog;
  private final InvitationCounts counts;
  private final Tallies tallies;
  private final Members members;
  private final Workspace workspace;

  ResponseRateService(
      Pool pool,
      SeriesCatalog catalog,
      InvitationCounts counts,
      Tallies tallies,
      Members members,
      Workspace workspace) {
    this.pool = pool;
    this.catalog = catalog;
    this.counts = counts;
    this.tallies = tallies;
    this.members = members;
    this.workspace = workspace;
  }

  /**
   * @param groupBy channel, agent, team or kind; null for the whole
   */
  public Uni<ResponseRates> answer(UUID survey, Days days, @Nullable String groupBy) {
    InvitationSegment segment = groupBy == null ? null : segment(groupBy);
    return requireSurvey(survey)
        .chain(() -> hasAnswers(survey, days))
        .chain(
            answered ->
                counts.read(survey, days, null).map(all -> total(survey, days, all, answered)))
        .chain(total -> segment == null ? Uni.createFrom().item(total) : grouped(total, segment));
  }

  /** What a reader of the survey's scores must know about who answered. */
  public Uni<Set<Warning>> warnings(UUID survey, Days days) {
    return counts
        .read(survey, days, null)
        .map(all -> all.getOrDefault(0, ResponseRate.NOTHING_SENT).warnings());
  }

  private Uni<Void> requireSurvey(UUID survey) {
    return catalog
        .survey(pool, survey)
        .invoke(
            known -> {
              if (known.isEmpty()) {
                throw Parameters.unknownSurvey(survey);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Boolean> hasAnswers(UUID survey, Days days) {
    return catalog
        .ofSurvey(pool, survey)
        .chain(
            series ->
                tallies.answersBySeries(
                    series.stream().map(Series::slot).distinct().toList(),
                    series.stream().map(Series::id).toList(),
                    days))
        .map(answers -> answers.values().stream().anyMatch(n -> n > 0));
  }

  private ResponseRates total(
      UUID survey, Days days, Map<Integer, ResponseRate> all, boolean answered) {
    ResponseRate rate = all.getOrDefault(0, ResponseRate.NOTHING_SENT);
    return new ResponseRates(
        workspace.calendar().zone().getId(),
        days.from(),
        days.to(),
        survey,
        null,
        ResponseRates.Formulas.USED,
        ResponseRates.Rate.of(rate, answered),
        List.of());
  }

  private Uni<ResponseRates> grouped(ResponseRates total, InvitationSegment segment) {
    return counts
        .read(total.survey(), new Days(total.from(), total.to()), segment)
        .chain(
            rates ->
                members
                    .describe(segment.segment(), rates.keySet())
                    .map(names -> with(total, segment, groups(rates, names))));
  }

  private static List<ResponseRates.RateGroup> groups(
      Map<Integer, ResponseRate> rates, Map<Integer, Member> names) {
    Map<Integer, RateDifference> differences = RateDifference.of(rates);
    List<ResponseRates.RateGroup> groups = new ArrayList<>();
    rates.forEach(
        (id, rate) -> {
          Member member = names.getOrDefault(id, Member.unnamed(id));
          RateDifference difference = differences.get(id);
          ResponseRates.Rate shown = ResponseRates.Rate.of(rate, false);
          if (difference != null && difference.isWorthTelling()) {
            shown.warnings().add(Warning.RESPONSE_RATE_DIFFERS);
          }
          groups.add(
              new ResponseRates.RateGroup(
                  member.value(),
                  member.name(),
                  shown,
                  difference == null ? null : difference.points(),
                  difference == null ? null : difference.adjustedP()));
        });
    groups.sort(
        Comparator.comparing((ResponseRates.RateGroup group) -> -group.rate().sent())
            .thenComparing(ResponseRates.RateGroup::name));
    return groups;
  }

  private static ResponseRates with(
      ResponseRates total, InvitationSegment segment, List<ResponseRates.RateGroup> groups) {
    return new ResponseRates(
        total.zone(),
        total.from(),
        total.to(),
        total.survey(),
        segment.segment().column(),
        total.formulas(),
        total.total(),
        groups);
  }

  private static InvitationSegment segment(String name) {
    return InvitationSegment.named(name)
        .orElseThrow(
            () ->
                Parameters.unknownSegment(
                    name,
                    Arrays.stream(InvitationSegment.values())
                        .map(each -> each.segment().column())
                        .collect(Collectors.toList())));
  }
}
