package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** How often each rating was given; the bars are drawn on the server. */
@ApplicationScoped
class DistributionPanel implements PanelMaker {
  private final ScoreService scores;

  DistributionPanel(ScoreService scores) {
    this.scores = scores;
  }

  @Override
  public String id() {
    return "distribution";
  }

  @Override
  public int place() {
    return 40;
  }

  @Override
  public String title(Look look) {
    return look.words().text().distribution();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return scores.answer(look.question()).map(answer -> panel(look, answer));
  }

  private Panel panel(Look look, Scores answer) {
    ScoreResult result = answer.total();
    Panel panel = Panel.of(id(), title(look));
    if (result == null || result.n() == 0) {
      return panel.withLead(look.words().text().noAnswersYet());
    }
    Words words = look.words();
    ScoreText text = words.text();
    List<List<Table.Cell>> rows = new ArrayList<>();
    result
        .distribution()
        .forEach(
            (rating, count) -> {
              double share = 100.0 * count / result.n();
              rows.add(
                  List.of(
                      Table.Cell.of(rating, Integer.valueOf(rating))
                          .linked(Links.rated(look, rating)),
                      Table.Cell.text("")
                          .badge(tone(Integer.parseInt(rating), result.scale()))
                          .drawn(new Drawing(0, count, 0, 0, result.n())),
                      Cells.count(words, count),
                      Cells.percent(words, share)));
            });
    return panel.withTable(
        new Table(
            List.of(
                Table.Column.text("rating", text.rating()),
                Table.Column.text("bar", "").forPeople(),
                Table.Column.number("n", text.answers()),
                Table.Column.number("percent", text.share())),
            rows,
            Table.Kind.BARS));
  }

  private static String tone(int rating, Scale scale) {
    if (scale.satisfied().contains(rating)) {
      return "good";
    }
    return scale.dissatisfied().contains(rating) ? "bad" : "quiet";
  }
}
