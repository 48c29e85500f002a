package io.afterword.scoring.coverage;

import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the answers of a survey reach, from the counts of decisions. */
@ApplicationScoped
public class CoverageService {
  private final Pool pool;
  private final SeriesCatalog catalog;
  private final CoverageCounts counts;
  private final Members members;
  private final Workspace workspace;

  CoverageService(
      Pool pool,
      SeriesCatalog catalog,
      CoverageCounts counts,
      Members members,
      Workspace workspace) {
    this.pool = pool;
    this.catalog = catalog;
    this.counts = counts;
    this.members = members;
    this.workspace = workspace;
  }

  /**
   * @param groupBy channel, agent, team or locale; null for the whole
   */
  public Uni<CoverageView> answer(UUID survey, Days days, @Nullable String groupBy) {
    CoverageSegment by = groupBy == null ? null : segment(groupBy);
    return catalog
        .survey(pool, survey)
        .invoke(
            known -> {
              if (known.isEmpty()) {
                throw Parameters.unknownSurvey(survey);
              }
            })
        .chain(() -> counts.read(survey, days, null))
        .map(all -> all.getOrDefault(0, Coverage.NOTHING))
        .chain(
            total ->
                groups(survey, days, by).map(groups -> view(survey, days, groupBy, total, groups)));
  }

  private CoverageView view(
      UUID survey,
      Days days,
      @Nullable String groupBy,
      Coverage total,
      List<CoverageView.Group> groups) {
    return new CoverageView(
        workspace.calendar().zone().getId(),
        days.from(),
        days.to(),
        survey,
        groupBy,
        Coverage.FORMULA,
        CoverageView.Figures.of(total),
        groups);
  }

  private Uni<List<CoverageView.Group>> groups(
      UUID survey, Days days, @Nullable CoverageSegment by) {
    return by == null
        ? Uni.createFrom().item(List.of())
        : counts
            .read(survey, days, by)
            .chain(
                found ->
                    members
                        .describe(by.segment(), found.keySet())
                        .map(names -> groups(found, names)));
  }

  /** Where most was left out stands first. */
  private static List<CoverageView.Group> groups(
      Map<Integer, Coverage> found, Map<Integer, Member> names) {
    return found.entrySet().stream()
        .map(
            each ->
                CoverageView.Group.of(
                    names.getOrDefault(each.getKey(), Member.unnamed(each.getKey())),
                    each.getValue()))
        .sorted(
            Comparator.comparing((CoverageView.Group group) -> -group.figures().neverAsked())
                .thenComparing(CoverageView.Group::name))
        .toList();
  }

  private static CoverageSegment segment(String name) {
    return CoverageSegment.named(name)
        .orElseThrow(() -> Parameters.unknownSegment(name, CoverageSegment.names()));
  }
}
