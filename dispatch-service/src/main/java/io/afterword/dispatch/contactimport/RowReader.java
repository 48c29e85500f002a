package io.afterword.dispatch.contactimport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ContactReader;
import io.afterword.dispatch.contact.ToldContact;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes contacts of rows, by the same rules as the API. Pure.
 *
 * @param targets what each column is
 * @param source the system that the ids belong to
 * @param file what a consent without a source comes from
 */
record RowReader(List<Target> targets, String source, String file, ContactReader contacts) {

  /** Those without a fault; the faults of the others are added to the list. */
  List<ToldContact> read(List<CsvRow> rows, List<RowFault> faults) {
    List<ToldContact> told = new ArrayList<>();
    for (CsvRow row : rows) {
      ToldContact one = read(row, faults);
      if (one != null) {
        told.add(one);
      }
    }
    return told;
  }

  private @Nullable ToldContact read(CsvRow row, List<RowFault> faults) {
    if (row.cells().size() > targets.size()) {
      faults.add(
          new RowFault(
              row.line(),
              0,
              DispatchProblem.TOO_MANY.name(),
              "The row has %d cells and the first line %d; a cell with a separator in it must be quoted."
                  .formatted(row.cells().size(), targets.size())));
      return null;
    }
    List<Problem.Fault> found = new ArrayList<>();
    ToldContact told = contacts.read(json(row.cells()), "", found);
    for (int at = 0; at < found.size(); at++) {
      faults.add(new RowFault(row.line(), at, found.get(at).code(), found.get(at).detail()));
    }
    return told;
  }

  private ObjectNode json(List<String> cells) {
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    for (int at = 0; at < cells.size(); at++) {
      String cell = cells.get(at).strip();
      Target target = targets.get(at);
      if (!cell.isEmpty() && !target.equals(Target.NOTHING)) {
        put(person, target, cell);
      }
    }
    if (person.has("id")) {
      person.put("source", source);
    }
    if (person.get("consent") instanceof ObjectNode consent && !consent.has("source")) {
      consent.put("source", file);
    }
    return person;
  }

  private static void put(ObjectNode person, Target target, String cell) {
    if (target.isAttribute()) {
      person.withObjectProperty("attributes").put(target.attribute(), cell);
      return;
    }
    int dot = target.path().indexOf('.');
    if (dot < 0) {
      person.put(target.path(), cell);
    } else {
      person
          .withObjectProperty(target.path().substring(0, dot))
          .put(target.path().substring(dot + 1), cell);
    }
  }
}
