package io.afterword.dispatch.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.delivery.DispatchLoop;
import io.afterword.dispatch.intake.ReportReader.Entry;
import io.afterword.dispatch.intake.ReportReader.Report;
import io.afterword.dispatch.intake.ReportReader.Wrapping;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import io.afterword.platform.status.Troubles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where helpdesks, shops and apps report what happened. */
@Path("/v1/interactions")
@Tag(name = "Interactions")
class InteractionResource {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCHED = "application/cloudevents-batch+json";

  /** Says a name twice, ends twice: whoever sends that means something else than we would read. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Intake intake;
  private final DispatchLoop loop;
  private final Troubles troubles;
  private final InteractionCount count;
  private final Clock clock;

  InteractionResource(
      Intake intake, DispatchLoop loop, Troubles troubles, InteractionCount count, Clock clock) {
    this.intake = intake;
    this.count = count;
    this.troubles = troubles;
    this.loop = loop;
    this.clock = clock;
  }

  /** What becomes of a report in which something is wrong. */
  @Schema(description = "refuse: one fault refuses all. skip: what is right is taken.")
  enum OnInvalid {
    refuse,
    skip
  }

  @POST
  @RolesAllowed("interactions:write")
  @Consumes({MediaType.APPLICATION_JSON, STRUCTURED, BATCHED})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reportInteractions",
      summary = "Report one interaction, or up to 1,000",
      description =
          "Idempotent by source and id: the same content again gets the same answer, other content"
              + " is refused with SAME_ID_OTHER_CONTENT. A report with a fault is refused as a"
              + " whole, with every fault and its pointer, unless onInvalid=skip.")
  @APIResponse(
      responseCode = "202",
      description = "Taken and committed; each policy's decision.",
      content = @Content(schema = @Schema(implementation = IntakeAnswer.class)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, UNKNOWN_FIELD, WRONG_TYPE")
  @APIResponse(responseCode = "409", description = "SAME_ID_OTHER_CONTENT")
  @APIResponse(
      responseCode = "422",
      description =
          "EMPTY_BATCH, BATCH_TOO_LARGE, INVALID_INTERACTIONS, or the code of the fault when there is one kind only:"
              + " MISSING_FIELD, NO_CONTACT, NOT_AN_EMAIL_ADDRESS, NOT_A_PHONE_NUMBER,"
              + " UNKNOWN_TIME_ZONE, NOT_A_LOCALE, NOT_A_TIME, IN_THE_FUTURE, UNKNOWN_VALUE,"
              + " TOO_LONG, TOO_MANY, OUT_OF_RANGE, UNREADABLE_TEXT, NOT_AN_URL,"
              + " DIFFERS_FROM_ENVELOPE, UNKNOWN_SPEC_VERSION")
  public Uni<RestResponse<IntakeAnswer>> report(
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "#/components/schemas/InteractionReport")),
                @Content(
                    mediaType = STRUCTURED,
                    schema = @Schema(ref = "#/components/schemas/InteractionEvent")),
                @Content(
                    mediaType = BATCHED,
                    schema = @Schema(ref = "#/components/schemas/InteractionEventBatch"))
              })
          byte[] body,
      @HeaderParam("Content-Type") @Parameter(hidden = true) @Nullable String contentType,
      @QueryParam("onInvalid")
          @Parameter(description = "What becomes of a report with faults; refuse by default.")
          @Nullable OnInvalid onInvalid) {
    boolean skip = onInvalid == OnInvalid.skip;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Report report = new ReportReader(now).read(parse(body), wrapping(contentType));
    if (!skip && !report.faults().isEmpty()) {
      throw refusal(report);
    }
    List<Entry> valid =
        report.entries().stream().filter(entry -> entry.interaction() != null).toList();
    return troubles
        .watch("Interactions cannot be stored", intake.take(valid, skip, now))
        .invoke(count::committed)
        .invoke(result -> wake(result))
        .map(result -> RestResponse.status(RestResponse.Status.ACCEPTED, answer(report, result)));
  }

  private void wake(Intake.Result result) {
    if (result.askNow()) {
      loop.wake();
    }
  }

  private static Wrapping wrapping(@Nullable String contentType) {
    boolean events = contentType != null && contentType.startsWith("application/cloudevents");
    return events ? Wrapping.CLOUD_EVENTS : Wrapping.PLAIN;
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw Problem.of(CommonProblem.MALFORMED_JSON, "The body is empty; send JSON.");
      }
      return node;
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      throw Problem.of(
          CommonProblem.MALFORMED_JSON,
          at == null
              ? "The body is not well-formed JSON."
              : "The body is not well-formed JSON at line %d, column %d."
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** One kind of fault gives its own code; a list is always refused with 422. */
  private static Problem refusal(Report report) {
    List<Problem.Fault> faults = report.faults();
    List<String> codes = faults.stream().map(Problem.Fault::code).distinct().toList();
    ProblemCode code =
        codes.size() == 1
            ? DispatchProblem.named(codes.get(0))
            : DispatchProblem.INVALID_INTERACTIONS;
    if (!report.single() && code.status() == 400) {
      code = DispatchProblem.INVALID_INTERACTIONS;
    }
    String sentence =
        report.single()
            ? faults.get(0).detail()
            : "%d of %d interactions cannot be taken, so none was; errors says what to change."
                .formatted(
                    report.entries().stream().filter(entry -> entry.interaction() == null).count(),
                    report.entries().size());
    return Problem.of(code, sentence).withFaults(faults);
  }

  private static IntakeAnswer answer(Report report, Intake.Result result) {
    var taken = new ArrayList<IntakeAnswer.Taken>();
    var refused = new ArrayList<IntakeAnswer.Refused>();
    for (Entry entry : report.entries()) {
      Intake.Decided decided = result.decided().get(entry.index());
      Interaction interaction = entry.interaction();
      if (decided != null && interaction != null) {
        taken.add(
            new IntakeAnswer.Taken(
                interaction.key().source(),
                interaction.key().id(),
                decided.interactionId(),
                decided.decisions().stream().map(IntakeAnswer.Decided::of).toList()));
      } else {
        refused.add(new IntakeAnswer.Refused(entry.index(), faults(entry, result)));
      }
    }
    refused.sort(Comparator.comparingInt(IntakeAnswer.Refused::index));
    return new IntakeAnswer(taken, refused);
  }

  private static List<IntakeAnswer.RefusedFault> faults(Entry entry, Intake.Result result) {
    Problem.Fault conflict = result.conflicts().get(entry.index());
    List<Problem.Fault> faults =
        conflict == null ? entry.faults() : List.of(Objects.requireNonNull(conflict));
    return faults.stream().map(IntakeAnswer.RefusedFault::of).toList();
  }
}
