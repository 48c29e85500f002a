package io.afterword.scoring.dashboard;

import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.invitation.ResponseRateService;
import io.afterword.scoring.invitation.ResponseRates;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many of those who were asked have answered: what the interval does not cover. */
@ApplicationScoped
class RatesPanel implements PanelMaker {
  /** What invitations are counted by. */
  private static final Set<String> SEGMENTS = Set.of("channel", "team", "agent", "kind");

  private final ResponseRateService rates;

  RatesPanel(ResponseRateService rates) {
    this.rates = rates;
  }

  @Override
  public String id() {
    return "response-rate";
  }

  @Override
  public int place() {
    return 70;
  }

  @Override
  public String title(Look look) {
    return look.words().rates().responseRate();
  }

  /** Invitations are not counted by two segments at once, so nobody's own can be shown. */
  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  @Override
  public Uni<Panel> make(Look look) {
    String segment = SEGMENTS.contains(look.by()) ? look.by() : "channel";
    return rates
        .answer(look.survey().id(), look.days(), segment)
        .map(answer -> panel(look, segment, answer));
  }

  private Panel panel(Look look, String segment, ResponseRates answer) {
    ResponseRates.Rate total = answer.total();
    Words words = look.words();
    ScoreText text = words.text();
    List<List<Table.Cell>> rows = new ArrayList<>();
    rows.add(row(text.everything(), null, total, words, nothingAgainst()));
    answer
        .groups()
        .forEach(
            group ->
                rows.add(
                    row(
                        group.value() == null ? words.segments().notGiven() : group.name(),
                        group.value(),
                        group.rate(),
                        words,
                        against(group, words))));
    return Panel.of(id(), title(look))
        .withLead(lead(total, words))
        .withNotes(
            total.responseRate() == null
                ? List.of()
                : List.of(words.rates().formula(answer.formulas().responseRate())))
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("name", words.segments().segmentName(segment)),
                    Table.Column.text("value", "").forPrograms(),
                    Table.Column.number("sent", words.rates().sent()),
                    Table.Column.number("delivered", words.rates().delivered()),
                    Table.Column.number("answered", words.rates().answered()),
                    Table.Column.number("open", words.rates().open()),
                    Table.Column.number("responseRate", words.rates().responseRate()),
                    Table.Column.number("rr2", "RR2"),
                    Table.Column.text("standing", words.segments().standing()),
                    Table.Column.number("difference", "").forPrograms(),
                    Table.Column.number("adjustedPValue", "").forPrograms()),
                rows,
                Table.Kind.PLAIN));
  }

  private static String lead(ResponseRates.Rate total, Words words) {
    if (total.responseRate() == null) {
      return words.rates().noRate(total.reason() == null ? "" : total.reason().name());
    }
    String rate =
        words
            .rates()
            .rateNote(
                words.figures().percent(total.responseRate()),
                words.figures().count(total.answered()),
                words.figures().count(total.delivered()));
    return total.warnings().contains(Warning.PRELIMINARY)
        ? rate + " " + words.rates().preliminary(words.figures().count(total.open()))
        : rate;
  }

  private static List<Table.Cell> nothingAgainst() {
    return List.of(Table.Cell.of("", null), Table.Cell.of("", null), Table.Cell.of("", null));
  }

  /** Whether its people answer more or less often than the others: who is heard, and who is not. */
  private static List<Table.Cell> against(ResponseRates.RateGroup group, Words words) {
    Double difference = group.difference();
    Double p = group.adjustedPValue();
    String place = "";
    if (difference != null && p != null && p < Tier.SIGNIFICANT) {
      place = difference > 0 ? "MORE_OFTEN" : "LESS_OFTEN";
    }
    return List.of(
        place.isEmpty()
            ? Table.Cell.of("", null)
            : Table.Cell.of(words.rates().answering(place), place).badge("warn"),
        Table.Cell.of("", difference),
        Table.Cell.of("", p));
  }

  private static List<Table.Cell> row(
      String name,
      @Nullable String value,
      ResponseRates.Rate rate,
      Words words,
      List<Table.Cell> against) {
    List<Table.Cell> row =
        new ArrayList<>(
            List.of(
                Table.Cell.text(name),
                Table.Cell.of("", value),
                Cells.count(words, rate.sent()),
                Cells.count(words, rate.delivered()),
                Cells.count(words, rate.answered()),
                Cells.count(words, rate.open()),
                Cells.percent(words, rate.responseRate()),
                Cells.percent(words, rate.rr2())));
    row.addAll(against);
    return row;
  }
}
