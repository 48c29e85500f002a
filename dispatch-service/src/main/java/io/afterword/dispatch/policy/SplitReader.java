package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Variant;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the variants that contacts are split into. */
final class SplitReader {
  private static final int FEWEST = 2;
  private static final int MOST = 4;
  private static final int MAX_NAME = 20;

  /** Longer ones are cut off by every mail program. */
  private static final int MAX_SUBJECT = 120;

  private final List<Problem.Fault> faults;

  SplitReader(List<Problem.Fault> faults) {
    this.faults = faults;
  }

  /**
   * @param mostDelay zero for policies that have none
   */
  List<Variant> read(FieldReader fields, Duration mostDelay) {
    JsonNode node = fields.node("split");
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.size() < FEWEST || node.size() > MOST) {
      fields.fault(
          "split",
          DispatchProblem.INVALID_SPLIT,
          "split is a list of %d to %d variants, such as [{\"name\": \"A\"}, {\"name\": \"B\","
                  .formatted(FEWEST, MOST)
              + " \"subject\": \"One click, please\"}].");
      return List.of();
    }
    var variants = new ArrayList<Variant>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < node.size(); i++) {
      String pointer = "/split/" + i;
      if (!node.get(i).isObject()) {
        fields.wrongType("split", "a list of objects");
        return List.of();
      }
      var variant = new FieldReader(node.get(i), pointer, faults);
      String name = variant.text("name", MAX_NAME);
      if (name == null || !names.add(name)) {
        variant.fault(
            "name", DispatchProblem.INVALID_SPLIT, "Each variant needs a name of its own.");
      }
      String subject = variant.text("subject", MAX_SUBJECT);
      if (subject != null && subject.chars().anyMatch(Character::isISOControl)) {
        variant.fault("subject", DispatchProblem.UNREADABLE_TEXT, "A subject is one line of text.");
      }
      Duration delay =
          variant.node("delay") == null
              ? null
              : TermReader.duration(variant, "delay", Duration.ZERO, Duration.ZERO, mostDelay);
      var window = WindowReader.read(variant);
      variant.close();
      variants.add(new Variant(name == null ? "" : name, subject, delay, window));
    }
    return variants;
  }
}
