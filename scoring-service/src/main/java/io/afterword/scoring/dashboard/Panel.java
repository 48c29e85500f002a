package io.afterword.scoring.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of the page.
 *
 * @param id its name in addresses and in the page
 * @param notes what a reader must know to read it rightly
 * @param chart what the script draws, as JSON; the table says the same
 * @param choices what this panel alone can be narrowed to
 * @param hidden what goes along with a choice
 * @param table null where the figures are sentences themselves
 */
record Panel(
    String id,
    String title,
    @Nullable String lead,
    List<String> notes,
    List<Stat> stats,
    @Nullable Chart chart,
    @Nullable Table table,
    List<Choice> choices,
    List<Field> hidden) {

  Panel {
    notes = List.copyOf(notes);
    stats = List.copyOf(stats);
    choices = List.copyOf(choices);
    hidden = List.copyOf(hidden);
  }

  static Panel of(String id, String title) {
    return new Panel(id, title, null, List.of(), List.of(), null, null, List.of(), List.of());
  }

  Panel withLead(@Nullable String sentence) {
    return new Panel(id, title, sentence, notes, stats, chart, table, choices, hidden);
  }

  Panel withNotes(List<String> more) {
    return new Panel(id, title, lead, more, stats, chart, table, choices, hidden);
  }

  Panel withStats(List<Stat> shown) {
    return new Panel(id, title, lead, notes, shown, chart, table, choices, hidden);
  }

  Panel withChart(@Nullable Chart drawn) {
    return new Panel(id, title, lead, notes, stats, drawn, table, choices, hidden);
  }

  Panel withTable(Table rows) {
    return new Panel(id, title, lead, notes, stats, chart, rows, choices, hidden);
  }

  /** With a form that narrows this panel; what the page shows stays in its address. */
  Panel withChoices(List<Choice> offered, List<Field> kept) {
    return new Panel(id, title, lead, notes, stats, chart, table, offered, kept);
  }

  /** A choice of one member, or all. */
  record Choice(String name, String label, List<Option> options) {
    Choice {
      options = List.copyOf(options);
    }
  }

  record Option(String value, String name, boolean selected) {}

  /** What goes along with a form. */
  record Field(String name, String value) {}

  /** A number that stands for itself, with its interval on the whole scale. */
  record Stat(
      String name,
      String value,
      String sign,
      @Nullable Drawing drawing,
      List<String> notes,
      @Nullable String tone,
      @Nullable String href) {
    Stat {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A drawing for the script.
   *
   * @param label what it shows, for those who cannot see it
   * @param data as JSON
   */
  record Chart(String label, String data) {}
}
