package io.afterword.scoring.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one row of table {@code response} says: the person's part, empty unless it is counted. */
record ResponseRow(ArrivedResponse response) {

  static final List<Column<ResponseRow>> COLUMNS =
      List.of(
          Column.smallint("slot", row -> row.response.slot()),
          new Column<>("response_id", "uuid", UUID[]::new, row -> row.response.id()),
          new Column<>("revision", "int", Integer[]::new, row -> row.response.revision()),
          new Column<>("survey_id", "uuid", UUID[]::new, row -> row.data().surveyId()),
          new Column<>("version", "int", Integer[]::new, row -> row.data().version()),
          new Column<>("invitation_id", "uuid", UUID[]::new, row -> row.data().invitationId()),
          text("state", row -> row.data().state().name()),
          text("completeness", row -> row.data().completeness().name()),
          time("first_answered_at", row -> row.data().firstAnsweredAt()),
          time("answered_at", row -> row.data().answeredAt()),
          text("comment", ResponseRow::comment),
          text("contact_id", row -> row.person(ResponseChanged.Context::contactId)),
          text("contact_name", row -> row.person(ResponseChanged.Context::contactName)),
          text("company_id", row -> row.company(ResponseChanged.Company::id)),
          text("company_name", row -> row.company(ResponseChanged.Company::name)),
          text("source", row -> row.interaction(ResponseChanged.Interaction::source)),
          text("conversation", row -> row.interaction(ResponseChanged.Interaction::conversation)),
          text("conversation_url", row -> row.interaction(ResponseChanged.Interaction::url)));

  private static Column<ResponseRow> text(
      String name, Function<ResponseRow, @Nullable Object> value) {
    return new Column<>(name, "text", String[]::new, value);
  }

  private static Column<ResponseRow> time(String name, Function<ResponseRow, Instant> value) {
    return new Column<>(
        name,
        "timestamptz",
        OffsetDateTime[]::new,
        row -> value.apply(row).atOffset(ZoneOffset.UTC));
  }

  private ResponseChanged data() {
    return response.data();
  }

  /** All texts in the order of the questions; null without any. */
  private @Nullable String comment() {
    if (!response.isCounted()) {
      return null;
    }
    String comment =
        data().answers().stream()
            .map(ResponseChanged.Answer::text)
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return comment.isEmpty() ? null : comment;
  }

  private @Nullable String person(Function<ResponseChanged.Context, @Nullable String> part) {
    return context().map(part).orElse(null);
  }

  private @Nullable String company(Function<ResponseChanged.Company, @Nullable String> part) {
    return context().map(ResponseChanged.Context::company).map(part).orElse(null);
  }

  private @Nullable String interaction(
      Function<ResponseChanged.Interaction, @Nullable String> part) {
    return context().map(ResponseChanged.Context::interaction).map(part).orElse(null);
  }

  private Optional<ResponseChanged.Context> context() {
    return response.isCounted() ? Optional.ofNullable(data().context()) : Optional.empty();
  }
}
