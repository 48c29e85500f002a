package io.afterword.platform.fileimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportShownTest {
  /** An import of no service. */
  private record Any(
      UUID id, ImportState state, String name, @Nullable Refusal refusal, Instant createdAt)
      implements FileImport {}

  private static ImportShown shown(ImportState state, String taking, boolean mayChange) {
    return new ImportShown(
        new Any(new UUID(0, 1), state, "rows.csv", null, Instant.EPOCH),
        "/imports/1",
        new ImportShown.Words("", List.of(), taking),
        0,
        0,
        List.of(),
        ReadingForm.of(null, null, List.of()),
        mayChange);
  }

  @Test
  void it_is_confirmed_when_it_was_looked_at_and_something_can_be_taken() {
    assertThat(shown(ImportState.READY, "this row", true).mayConfirm()).isTrue();
    assertThat(shown(ImportState.READY, "", true).mayConfirm()).isFalse();
    assertThat(shown(ImportState.REFUSED, "this row", true).mayConfirm()).isFalse();
    assertThat(shown(ImportState.READY, "this row", false).mayConfirm()).isFalse();
  }

  @Test
  void it_is_looked_at_otherwise_before_it_is_taken_and_cancelled_before_it_is_over() {
    assertThat(shown(ImportState.REFUSED, "", true).mayRead()).isTrue();
    assertThat(shown(ImportState.IMPORTING, "", true).mayRead()).isFalse();
    assertThat(shown(ImportState.REFUSED, "", false).mayRead()).isFalse();
    assertThat(shown(ImportState.IMPORTING, "", true).mayCancel()).isTrue();
    assertThat(shown(ImportState.DONE, "", true).mayCancel()).isFalse();
    assertThat(shown(ImportState.IMPORTING, "", false).mayCancel()).isFalse();
  }

  @Test
  void what_was_wished_or_found_is_chosen_in_the_form() {
    ReadingForm form =
        ReadingForm.of(
            "windows-1252",
            ";",
            ReadingForm.columns(
                List.of(new Column("Plan", "")),
                List.of(List.of("x", " gold "), List.of(" "), List.of("a"), List.of("fourth")),
                column -> List.of(new Option("", column.name(), true))));
    assertThat(form.encodings())
        .filteredOn(Option::chosen)
        .containsExactly(new Option("windows-1252", "windows-1252", true));
    assertThat(form.separators())
        .filteredOn(Option::chosen)
        .containsExactly(new Option("semicolon", "semicolon", true));
    assertThat(form.columns())
        .containsExactly(
            new ReadingForm.ColumnChoice(
                0, "Plan", List.of(new Option("", "Plan", true)), "x · a"));
    assertThat(ReadingForm.of(null, null, List.of()).separators().get(0))
        .isEqualTo(new Option("", "as found", true));
  }
}
