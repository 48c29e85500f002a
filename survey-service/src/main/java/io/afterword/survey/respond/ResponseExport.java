package io.afterword.survey.respond;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.export.Exportable;
import io.afterword.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A survey's responses as a file: one line each, a column for each question of any version. */
final class ResponseExport implements Exportable<ResponseView> {

  private static final List<String> OWN =
      List.of(
          "id",
          "surveyId",
          "version",
          "invitationId",
          "surface",
          "locale",
          "state",
          "completeness",
          "revision",
          "firstAnsweredAt",
          "answeredAt");

  /** What of the frozen context people sort by, as a path into it. */
  private static final List<String> CONTEXT =
      List.of(
          "contactId",
          "channel",
          "team",
          "agent.id",
          "agent.name",
          "kind",
          "stage",
          "trigger",
          "policyId",
          "interaction.source",
          "interaction.conversation");

  private final ResponseSearch search;
  private final ResponseFilter filter;
  private final List<String> questions;
  private final UUID settled;

  /**
   * @param settled what has this id or a later one may still be overtaken by earlier ones
   */
  ResponseExport(
      ResponseSearch search, ResponseFilter filter, List<String> questions, UUID settled) {
    this.search = search;
    this.filter = filter;
    this.questions = questions;
    this.settled = settled;
  }

  @Override
  public Uni<List<ResponseView>> after(@Nullable String cursor, int limit) {
    return search.find(filter, cursor == null ? null : Cursor.id(cursor), settled, limit);
  }

  @Override
  public String cursor(ResponseView row) {
    return Cursor.encode(row.id().toString());
  }

  @Override
  public Object json(ResponseView row) {
    return row;
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(OWN);
    columns.addAll(CONTEXT);
    questions.forEach(question -> columns.add("answer." + question));
    return columns;
  }

  @Override
  public List<@Nullable Object> cells(ResponseView row) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(row.id());
    cells.add(row.surveyId());
    cells.add(row.version());
    cells.add(row.invitationId());
    cells.add(row.surface());
    cells.add(row.locale());
    cells.add(row.state());
    cells.add(row.completeness());
    cells.add(row.revision());
    cells.add(row.firstAnsweredAt());
    cells.add(row.answeredAt());
    CONTEXT.forEach(path -> cells.add(at(row.context(), path)));
    questions.forEach(
        question ->
            cells.add(Asking.answerTo(question, row.answers()).map(this::cell).orElse(null)));
    return cells;
  }

  private Object cell(Answer answer) {
    if (answer.rating() != null) {
      return answer.rating();
    }
    if (answer.number() != null) {
      return answer.number();
    }
    return answer.text() != null
        ? answer.text()
        : String.join(" ", answer.choices() == null ? List.of() : answer.choices());
  }

  private static @Nullable String at(@Nullable JsonNode context, String path) {
    if (context == null) {
      return null;
    }
    JsonNode value = context.at("/" + path.replace('.', '/'));
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }
}
