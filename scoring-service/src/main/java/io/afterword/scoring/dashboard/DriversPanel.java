package io.afterword.scoring.dashboard;

import io.afterword.scoring.driver.DriverService;
import io.afterword.scoring.driver.Drivers;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.wording.DriverText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What goes together with the score, and how much of it: where improving it may begin. */
@ApplicationScoped
class DriversPanel implements PanelMaker {
  private final DriverService drivers;

  DriversPanel(DriverService drivers) {
    this.drivers = drivers;
  }

  @Override
  public String id() {
    return "drivers";
  }

  @Override
  public int place() {
    return 65;
  }

  @Override
  public String title(Look look) {
    return look.words().drivers().title();
  }

  /** The few answers of one agent say nothing about causes. */
  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return drivers.usual(look.selection()).map(found -> panel(look, found));
  }

  private Panel panel(Look look, Drivers found) {
    Words words = look.words();
    DriverText text = words.drivers();
    Panel panel = Panel.of(id(), title(look));
    Double explained = found.explained();
    if (explained == null) {
      return panel.withLead(
          found.status() == ScoreStatus.NO_DATA ? text.noData() : text.nothingVaries());
    }
    return panel
        .withLead(
            text.lead(
                words.figures().percent(100 * explained),
                words.figures().count(found.rows()),
                found.rowsAre() == Drivers.RowKind.CONTACTS))
        .withNotes(notes(look, found))
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("name", text.driver()),
                    Table.Column.text("driver", "").forPrograms(),
                    Table.Column.number("share", text.part()),
                    Table.Column.number("correlation", text.alone()),
                    Table.Column.number("weight", text.beside())),
                found.drivers().stream().map(driver -> row(words, driver)).toList(),
                Table.Kind.PLAIN));
  }

  private static List<String> notes(Look look, Drivers found) {
    Words words = look.words();
    DriverText text = words.drivers();
    List<String> notes = new ArrayList<>();
    notes.add(text.howToRead());
    if (found.rowsFrom().isAfter(look.days().from())) {
      notes.add(text.newest(words.figures().day(found.rowsFrom())));
    }
    if (found.warnings().contains(Warning.FEW_ROWS)) {
      notes.add(text.fewRows(words.figures().count(found.rows())));
    }
    String never = leftOut(found, Drivers.Reason.NO_DATA, text);
    if (!never.isEmpty()) {
      notes.add(text.neverReported(never));
    }
    String same = leftOut(found, Drivers.Reason.CONSTANT, text);
    if (!same.isEmpty()) {
      notes.add(text.alwaysTheSame(same));
    }
    return notes;
  }

  private static String leftOut(Drivers found, Drivers.Reason reason, DriverText text) {
    return found.leftOut().stream()
        .filter(each -> each.reason() == reason)
        .map(each -> text.name(each.name()))
        .collect(Collectors.joining(", "));
  }

  private static List<Table.Cell> row(Words words, Drivers.Driver driver) {
    return List.of(
        Table.Cell.text(words.drivers().name(driver.name())),
        Table.Cell.of("", driver.name()),
        Cells.percent(words, driver.share()),
        Table.Cell.of(words.figures().weight(driver.correlation()), driver.correlation()),
        Table.Cell.of(words.figures().weight(driver.weight()), driver.weight()));
  }
}
