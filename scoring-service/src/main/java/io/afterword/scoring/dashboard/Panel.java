package io.afterword.scoring.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of the page.
 *
 * @param id its name in addresses and in the page
 * @param notes what a reader must know to read it rightly
 * @param chart what the script draws, as JSON; the table says the same
 * @param table null where the figures are sentences themselves
 */
record Panel(
    String id,
    String title,
    @Nullable String lead,
    List<String> notes,
    List<Stat> stats,
    @Nullable Chart chart,
    @Nullable Table table) {

  Panel {
    notes = List.copyOf(notes);
    stats = List.copyOf(stats);
  }

  static Panel of(String id, String title) {
    return new Panel(id, title, null, List.of(), List.of(), null, null);
  }

  Panel withLead(@Nullable String sentence) {
    return new Panel(id, title, sentence, notes, stats, chart, table);
  }

  Panel withNotes(List<String> more) {
    return new Panel(id, title, lead, more, stats, chart, table);
  }

  Panel withStats(List<Stat> shown) {
    return new Panel(id, title, lead, notes, shown, chart, table);
  }

  Panel withChart(@Nullable Chart drawn) {
    return new Panel(id, title, lead, notes, stats, drawn, table);
  }

  Panel withTable(Table rows) {
    return new Panel(id, title, lead, notes, stats, chart, rows);
  }

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
