package io.afterword.survey.responseimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.fileimport.UnfitException;
import io.afterword.platform.problem.ProblemCode;
import io.afterword.platform.secret.Hash;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Storable;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.Answer;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes past responses of rows, by the rules of the respondent's form. Pure.
 *
 * @param targets what each column is
 * @param source the tool that the ids belong to
 * @param locale of rows that say none
 */
record RowReader(
    UUID surveyId,
    Definition definition,
    List<Target> targets,
    String source,
    @Nullable String locale,
    MomentReader moments) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Nobody knows in which language it was answered. */
  private static final String UNDETERMINED = "und";

  private static final int LONGEST_FACT = 255;

  /** One row on its way. */
  private final class Reading {
    private final CsvRow row;
    private final List<RowFault> faults;
    private final int before;

    private Reading(CsvRow row, List<RowFault> faults) {
      this.row = row;
      this.faults = faults;
      this.before = faults.size();
    }

    private void fault(ProblemCode code, String sentence) {
      faults.add(new RowFault(row.line(), faults.size() - before, code.name(), sentence));
    }

    private boolean isSound() {
      return faults.size() == before;
    }

    private String cell(Target target) {
      int at = targets.indexOf(target);
      return at < 0 || at >= row.cells().size() ? "" : row.cells().get(at).strip();
    }

    @Nullable PastRow read() {
      if (row.cells().size() > targets.size()) {
        fault(
            SurveyProblem.TOO_MANY_CELLS,
            "The row has %d cells and the first line %d; a cell with a separator in it must be quoted."
                .formatted(row.cells().size(), targets.size()));
        return null;
      }
      Instant answeredAt = answeredAt();
      List<Answer> answers = answers();
      String language = language();
      ObjectNode context = context();
      if (answeredAt == null || !isSound()) {
        return null;
      }
      String id = cell(Target.ID);
      String said = write(answers);
      String known =
          id.isEmpty() ? "%s %s %s %s".formatted(answeredAt, language, context, said) : id;
      return new PastRow(
          row.line(),
          sign(known, id.isEmpty()),
          !id.isEmpty(),
          answeredAt,
          language,
          said,
          context.toString());
    }

    private @Nullable Instant answeredAt() {
      String cell = cell(Target.ANSWERED_AT);
      if (cell.isEmpty()) {
        fault(SurveyProblem.DATE_MALFORMED, "The row does not say when it was answered.");
        return null;
      }
      try {
        return moments.read(cell);
      } catch (MomentReader.UnreadableException unreadable) {
        if (unreadable.isOfTheFile()) {
          throw new UnfitException(unreadable.code(), unreadable.detail(), row.line());
        }
        fault(unreadable.code(), unreadable.detail());
        return null;
      }
    }

    private List<Answer> answers() {
      CellReader cells = new CellReader(definition);
      List<Answer> answers = new ArrayList<>();
      for (Question question : definition.questions()) {
        String cell = cell(Target.answer(question.id()));
        if (!cell.isEmpty()) {
          cells.read(question, cell, this::fault).ifPresent(answers::add);
        } else if (question.scored()) {
          fault(SurveyProblem.RATING_MISSING, "The row has no rating.");
        }
      }
      return answers;
    }

    private String language() {
      String cell = cell(Target.LOCALE);
      String said = cell.isEmpty() ? (locale == null ? UNDETERMINED : locale) : cell;
      String tag = Locale.forLanguageTag(said.replace('_', '-')).toLanguageTag();
      if (tag.equals(UNDETERMINED) && !said.equals(UNDETERMINED)) {
        fault(
            SurveyProblem.LOCALE_MALFORMED,
            "“%s” is no language tag such as en or pt-BR."
                .formatted(said.length() > 40 ? said.substring(0, 40) + "..." : said));
      }
      return tag;
    }

    private ObjectNode context() {
      ObjectNode context = JsonNodeFactory.instance.objectNode();
      for (Target target : targets) {
        String cell = target.isContext() ? cell(target) : "";
        if (cell.length() > LONGEST_FACT || !Storable.readable(cell)) {
          fault(
              SurveyProblem.UNSTORABLE_TEXT,
              "%s holds control characters or more than %d characters."
                  .formatted(target.path(), LONGEST_FACT));
        } else if (!cell.isEmpty()) {
          put(context, target.path(), cell);
        }
      }
      return context;
    }
  }

  /**
   * Those without a fault; the faults of the others are added to the list.
   *
   * @throws UnfitException if somebody has to say more before any row can be read
   */
  List<PastRow> read(List<CsvRow> rows, List<RowFault> faults) {
    List<PastRow> sound = new ArrayList<>();
    for (CsvRow row : rows) {
      PastRow past = new Reading(row, faults).read();
      if (past != null) {
        sound.add(past);
      }
    }
    return sound;
  }

  private static void put(ObjectNode context, String path, String cell) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      context.put(path, cell);
    } else {
      context.withObjectProperty(path.substring(0, dot)).put(path.substring(dot + 1), cell);
    }
  }

  private String sign(String known, boolean isWhole) {
    String of = String.join("\0", surveyId.toString(), source, isWhole ? "row" : "id", known);
    return HexFormat.of().formatHex(Hash.sha256(of));
  }

  private static String write(List<Answer> answers) {
    try {
      return JSON.writeValueAsString(answers);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
