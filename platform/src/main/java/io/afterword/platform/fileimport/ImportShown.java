package io.afterword.platform.fileimport;

import java.util.List;

/**
 * An import on its page; empty lists are left out. Pure.
 *
 * @param at address of the page
 * @param done rows so far
 * @param total rows that there will be; 0 while nobody knows
 * @param mayChange whether whoever looks may do anything with it
 */
public record ImportShown(
    FileImport file,
    String at,
    Words words,
    long done,
    long total,
    List<RowFault> faults,
    ReadingForm form,
    boolean mayChange) {

  /**
   * What the service says about it.
   *
   * @param sentence where it is
   * @param counts what is known of its rows
   * @param taking what a confirmation takes; empty when there is nothing
   */
  public record Words(String sentence, List<Figure> counts, String taking) {}

  public boolean underWay() {
    return file.state().isUnderWay();
  }

  public boolean mayConfirm() {
    return mayChange && file.state() == ImportState.READY && !words.taking.isEmpty();
  }

  public boolean mayRead() {
    return mayChange && (file.state() == ImportState.READY || file.state() == ImportState.REFUSED);
  }

  public boolean mayCancel() {
    return mayChange && file.state().mayBeCancelled();
  }
}
