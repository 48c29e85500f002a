package io.afterword.scoring.driver;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.association.DriverAnalysis;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A score and what may drive it.
 *
 * @param facts numbers of the interaction
 * @param questions ids of other rating questions of the same survey
 * @param metrics scores of the same contact
 */
record DriverQuestion(
    Selection selection, List<NumberFact> facts, List<String> questions, List<Metric> metrics) {

  static final Set<String> PARAMETERS = SelectionParameter.and("drivers");

  private static final String QUESTION = "question:";
  private static final List<Metric> TRANSACTIONAL = List.of(Metric.CSAT, Metric.CES);

  /** What was asked for by name; empty where nothing was. */
  static Optional<DriverQuestion> named(Parameters parameters, Selection selection) {
    return Optional.ofNullable(parameters.text("drivers")).map(text -> of(selection, names(text)));
  }

  /** All facts; for the NPS also the other two scores, of which it is made up. */
  static DriverQuestion usual(Selection selection, Metric metric) {
    boolean nps = metric == Metric.NPS;
    List<NumberFact> facts = Arrays.asList(NumberFact.values());
    return nps
        ? new DriverQuestion(
            selection,
            facts.subList(0, DriverAnalysis.MOST_DRIVERS - TRANSACTIONAL.size()),
            List.of(),
            TRANSACTIONAL)
        : new DriverQuestion(selection, facts, List.of(), List.of());
  }

  private static List<String> names(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.size() > DriverAnalysis.MOST_DRIVERS || new HashSet<>(names).size() < names.size()) {
      throw Problem.of(
          ScoringProblem.UNKNOWN_FACT,
          "drivers takes up to %d different names, was '%s'"
              .formatted(DriverAnalysis.MOST_DRIVERS, text));
    }
    return names;
  }

  private static DriverQuestion of(Selection selection, List<String> names) {
    List<NumberFact> facts = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    for (String name : names) {
      Metric metric = metric(name);
      Optional<NumberFact> fact = NumberFact.named(name);
      if (metric != null) {
        metrics.add(metric);
      } else if (name.startsWith(QUESTION)) {
        questions.add(name.substring(QUESTION.length()));
      } else {
        facts.add(fact.orElseThrow(() -> unknown(name)));
      }
    }
    DriverQuestion question = new DriverQuestion(selection, facts, questions, metrics);
    question.requireOneKindOfRow();
    return question;
  }

  private static @Nullable Metric metric(String name) {
    return TRANSACTIONAL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Problem unknown(String name) {
    return Problem.of(
        ScoringProblem.UNKNOWN_FACT,
        "there is no driver '%s'; there are CSAT, CES, question:<id> and %s"
            .formatted(
                name, Arrays.stream(NumberFact.values()).map(NumberFact::reserved).toList()));
  }

  private void requireOneKindOfRow() {
    if (!metrics.isEmpty() && !questions.isEmpty()) {
      throw Problem.of(
          ScoringProblem.UNKNOWN_FACT,
          "CSAT and CES are drivers of a contact's rating, questions of a response's; ask for them"
              + " apart");
    }
    if (!questions.isEmpty() && selection.asked().survey() == null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "a question as driver needs the survey it belongs to");
    }
  }

  boolean isOfContacts() {
    return !metrics.isEmpty();
  }

  /** The names of the drivers in the order of a row's values. */
  List<String> names() {
    return Stream.of(
            metrics.stream().map(Metric::name),
            facts.stream().map(NumberFact::reserved),
            questions.stream().map(id -> QUESTION + id))
        .flatMap(each -> each)
        .toList();
  }
}
