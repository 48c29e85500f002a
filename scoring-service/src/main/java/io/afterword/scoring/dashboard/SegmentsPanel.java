package io.afterword.scoring.dashboard;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.rank.RankingService;
import io.afterword.scoring.rank.Rankings;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a segment beside each other, with what chance alone would do to each. */
@ApplicationScoped
class SegmentsPanel implements PanelMaker {
  /** Fewer answers are not ranked. */
  static final long LEAST_ANSWERS = 5;

  private final ScoreService scores;
  private final RankingService rankings;
  private final ChartData charts;

  SegmentsPanel(ScoreService scores, RankingService rankings, ChartData charts) {
    this.scores = scores;
    this.rankings = rankings;
    this.charts = charts;
  }

  @Override
  public String id() {
    return "segments";
  }

  @Override
  public int place() {
    return 50;
  }

  @Override
  public String title(Look look) {
    return look.words().segments().by(look.words().segments().segmentName(look.by()));
  }

  /** An agent sees nobody beside whom to stand. */
  @Override
  public boolean isFor(Look look) {
    return !(look.isOwn() && look.by().equals("agent"));
  }

  @Override
  public Uni<Panel> make(Look look) {
    return scores
        .answer(look.question().groupedBy(look.by()))
        .chain(answer -> ranked(look).map(ranking -> panel(look, answer, ranking)));
  }

  /** Empty for a scale that does not say which answers are good: its members have no order. */
  private Uni<Optional<Rankings>> ranked(Look look) {
    return rankings
        .answer(look.selection(), look.by(), LEAST_ANSWERS)
        .map(Optional::of)
        .onFailure(SegmentsPanel::isNoShare)
        .recoverWithItem(Optional.empty());
  }

  static boolean isNoShare(Throwable failure) {
    return failure instanceof Problem problem && problem.code() == ScoringProblem.WRONG_METRIC;
  }

  /** Where a member stands, by the word for it. */
  static String place(Rankings.RankedMember member) {
    boolean far = member.outside() == Rankings.Outside.ALARM;
    return switch (member.standing()) {
      case BETTER -> far ? "FAR_ABOVE" : "ABOVE";
      case WORSE -> far ? "FAR_BELOW" : "BELOW";
      case AS_THE_OTHERS -> "INSIDE";
      case TOO_FEW_ANSWERS -> "FEW";
    };
  }

  private Panel panel(Look look, Scores answer, Optional<Rankings> ranking) {
    Words words = look.words();
    ScoreText text = words.text();
    Panel panel = Panel.of(id(), title(look));
    if (answer.groups().isEmpty()) {
      return panel.withLead(text.noAnswersYet());
    }
    List<Rankings.RankedMember> members = new ArrayList<>();
    ranking.ifPresent(each -> members.addAll(each.ranked()));
    ranking.ifPresent(each -> members.addAll(each.tooFewAnswers()));
    Table table = table(answer.groups(), members, look);
    if (ranking.isEmpty() || members.isEmpty()) {
      return panel.withLead(words.segments().segmentsLead()).withTable(table);
    }
    return panel
        .withLead(words.segments().funnelLead())
        .withChart(
            new Panel.Chart(
                words.segments().funnelLabel(look.survey().name()),
                charts.funnel(ranking.get(), look)))
        .withTable(table);
  }

  /** In the order of the ranking; who is nobody, such as "not given", comes last. */
  private static Table table(
      List<Scores.ScoreGroup> groups, List<Rankings.RankedMember> members, Look look) {
    Words words = look.words();
    ScoreText text = words.text();
    Map<String, Rankings.RankedMember> byValue = new LinkedHashMap<>();
    members.forEach(member -> byValue.put(member.value(), member));
    List<String> order = List.copyOf(byValue.keySet());
    List<List<Table.Cell>> rows =
        groups.stream()
            .sorted(Comparator.comparingInt(group -> placeIn(order, group)))
            .map(group -> row(group, member(byValue, group), look))
            .toList();
    return new Table(
        List.of(
            Table.Column.text("name", words.segments().segmentName(look.by())),
            Table.Column.text("value", "").forPrograms(),
            Table.Column.number("n", text.answers()),
            Table.Column.number("score", text.score()),
            Table.Column.text("range", text.rangeColumn()).forPeople(),
            Table.Column.number("lower", text.lower()).forPrograms(),
            Table.Column.number("upper", text.upper()).forPrograms(),
            Table.Column.text("standing", words.segments().standing())),
        rows,
        Table.Kind.PLAIN);
  }

  private static int placeIn(List<String> order, Scores.ScoreGroup group) {
    int at = group.value() == null ? -1 : order.indexOf(group.value());
    return at < 0 ? order.size() : at;
  }

  private static Rankings.@Nullable RankedMember member(
      Map<String, Rankings.RankedMember> byValue, Scores.ScoreGroup group) {
    return group.value() == null ? null : byValue.get(group.value());
  }

  private static List<Table.Cell> row(
      Scores.ScoreGroup group, Rankings.@Nullable RankedMember member, Look look) {
    Words words = look.words();
    ScoreResult result = group.result();
    String name = group.name();
    String value = group.value();
    String place = member == null ? "" : place(member);
    return List.of(
        Table.Cell.text(value == null || name == null ? words.segments().notGiven() : name)
            .linked(value == null ? null : Links.of(look, look.by(), value)),
        Table.Cell.of("", value),
        Cells.count(words, result.n()),
        Cells.score(words, result),
        Table.Cell.text(words.range(result)).drawn(Drawing.of(result)),
        Cells.lower(words, result),
        Cells.upper(words, result),
        place.isEmpty()
            ? Table.Cell.of("", null)
            : Table.Cell.of(words.segments().place(place), place).badge(tone(place)));
  }

  private static String tone(String place) {
    return switch (place) {
      case "ABOVE", "FAR_ABOVE" -> "good";
      case "BELOW", "FAR_BELOW" -> "bad";
      default -> "quiet";
    };
  }
}
