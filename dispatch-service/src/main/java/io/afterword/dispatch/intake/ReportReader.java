package io.afterword.dispatch.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a report: one interaction or many, plain or in CloudEvents envelopes. */
public final class ReportReader {
  /** More in one request would hold contact locks for too long. */
  public static final int MAX_BATCH = 1000;

  private static final String CONTENT_MODE_JSON = "application/json";

  /** How the interactions are wrapped. */
  public enum Wrapping {
    PLAIN,
    CLOUD_EVENTS
  }

  /**
   * What was sent.
   *
   * @param entries one for each interaction, in their order, right or wrong
   * @param single whether it was one object and not a list
   */
  public record Report(List<Entry> entries, boolean single) {
    public List<Problem.Fault> faults() {
      return entries.stream().flatMap(entry -> entry.faults().stream()).toList();
    }
  }

  /**
   * One interaction of a report.
   *
   * @param index its place in the report, from 0
   * @param pointer JSON pointer to it in the body
   * @param interaction null exactly when there are faults
   */
  public record Entry(
      int index, String pointer, @Nullable Interaction interaction, List<Problem.Fault> faults) {}

  private final InteractionReader reader;

  /**
   * @param now the time of intake
   */
  public ReportReader(Instant now) {
    this.reader = new InteractionReader(now);
  }

  public Report read(JsonNode body, Wrapping wrapping) {
    if (body.isArray()) {
      return list(body, "", wrapping);
    }
    JsonNode wrapped = body.get("interactions");
    if (wrapping == Wrapping.PLAIN && wrapped != null) {
      return list(onlyInteractions(body, wrapped), "/interactions", wrapping);
    }
    if (!body.isObject()) {
      throw Problem.of(
              CommonProblem.WRONG_TYPE,
              "The body must be an interaction, a list of them, or an object with interactions.")
          .at("", CommonProblem.WRONG_TYPE.name(), "Neither an object nor a list.");
    }
    return new Report(List.of(entry(0, "", body, wrapping)), true);
  }

  private static JsonNode onlyInteractions(JsonNode body, JsonNode wrapped) {
    var faults = new ArrayList<Problem.Fault>();
    var fields = new FieldReader(body, "", faults);
    fields.node("interactions");
    fields.close();
    if (!wrapped.isArray()) {
      fields.wrongType("interactions", "a list");
    }
    if (!faults.isEmpty()) {
      CommonProblem code = CommonProblem.valueOf(faults.get(0).code());
      throw Problem.of(code, faults.get(0).detail()).withFaults(faults);
    }
    return wrapped;
  }

  private Report list(JsonNode list, String pointer, Wrapping wrapping) {
    if (list.isEmpty()) {
      throw Problem.of(
              DispatchProblem.EMPTY_BATCH, "Send at least one interaction, or nothing at all.")
          .at(pointer, DispatchProblem.EMPTY_BATCH.name(), "The list is empty.");
    }
    if (list.size() > MAX_BATCH) {
      throw Problem.of(
              DispatchProblem.BATCH_TOO_LARGE,
              "A request takes at most %d interactions, had %d; send them in several requests."
                  .formatted(MAX_BATCH, list.size()))
          .at(pointer, DispatchProblem.BATCH_TOO_LARGE.name(), "Too many interactions.");
    }
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < list.size(); i++) {
      entries.add(entry(i, pointer + "/" + i, list.get(i), wrapping));
    }
    return new Report(List.copyOf(entries), false);
  }

  private Entry entry(int index, String pointer, JsonNode node, Wrapping wrapping) {
    var faults = new ArrayList<Problem.Fault>();
    Interaction interaction =
        wrapping == Wrapping.PLAIN
            ? reader.read(node, pointer, InteractionReader.Envelope.NONE, faults)
            : cloudEvent(node, pointer, faults);
    return new Entry(index, pointer, faults.isEmpty() ? interaction : null, List.copyOf(faults));
  }

  /** CloudEvents 1.0, JSON format: id and source of the envelope are those of the interaction. */
  private @Nullable Interaction cloudEvent(
      JsonNode node, String pointer, List<Problem.Fault> faults) {
    if (!(node instanceof ObjectNode)) {
      faults.add(
          new Problem.Fault(pointer, CommonProblem.WRONG_TYPE.name(), "An event is an object."));
      return null;
    }
    var envelope = new FieldReader(node, pointer, faults);
    String version = envelope.requiredText("specversion");
    if (version != null && !version.equals("1.0")) {
      envelope.fault(
          "specversion",
          DispatchProblem.UNKNOWN_SPEC_VERSION,
          "specversion must be 1.0, was %s.".formatted(version));
    }
    envelope.requiredText("type");
    String contentType = envelope.text("datacontenttype");
    if (contentType != null && !contentType.startsWith(CONTENT_MODE_JSON)) {
      envelope.fault(
          "datacontenttype", DispatchProblem.UNKNOWN_VALUE, "datacontenttype must be JSON.");
    }
    String source = envelope.requiredText("source");
    String id = envelope.requiredText("id");
    Instant time =
        envelope.parsed("time", ReportReader::time, DispatchProblem.NOT_A_TIME, TIME_RULE);
    JsonNode data = envelope.node("data");
    if (data == null) {
      envelope.missing("data");
    }
    if (data == null || source == null || id == null) {
      return null;
    }
    // Extension attributes are anybody's (tracing, partition keys): they are not unknown fields.
    return reader.read(
        data, pointer + "/data", new InteractionReader.Envelope(source, id, time), faults);
  }

  private static final String TIME_RULE = "an RFC 3339 time";

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }
}
