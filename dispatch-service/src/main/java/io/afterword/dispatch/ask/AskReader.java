package io.afterword.dispatch.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.intake.InteractionReader;
import io.afterword.dispatch.interaction.Credit;
import io.afterword.dispatch.interaction.Handling;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads an ask: the fields of an interaction, with the survey and who shows it. */
final class AskReader {
  private static final List<String> OWN = List.of("surveyId", "policyId", "show", "credit");

  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Who shows the question. */
  @Schema(name = "AskShow")
  enum Show {
    /** A mail is sent. */
    MAIL,
    /** The asking side does; the answer has the link. */
    LINK
  }

  /** Whose rating it will be. */
  @Schema(name = "AskCredit")
  enum CreditTo {
    AGENT,
    ASSIGNEE,
    NOBODY
  }

  private AskReader() {}

  /** Fails with a Problem that lists every fault. */
  static Ask read(@Nullable JsonNode body, Instant now) {
    if (!(body instanceof ObjectNode object)) {
      throw Problem.of(CommonProblem.WRONG_TYPE, "An ask is a JSON object.")
          .at("", CommonProblem.WRONG_TYPE.name(), "Not an object.");
    }
    List<Problem.Fault> faults = new ArrayList<>();
    var fields = new FieldReader(object, "", faults);
    UUID survey =
        fields.parsed("surveyId", AskReader::uuid, DispatchProblem.UNKNOWN_SURVEY, "a survey's id");
    if (fields.node("surveyId") == null) {
      fields.missing("surveyId");
    }
    UUID policy =
        fields.parsed("policyId", AskReader::uuid, DispatchProblem.UNKNOWN_POLICY, "a policy's id");
    if (object.has("event")) {
      fields.fault("event", CommonProblem.UNKNOWN_FIELD, "An ask is no event.");
    }
    Show show = fields.constant("show", Show.class);
    CreditTo credit = fields.constant("credit", CreditTo.class);
    Interaction about =
        new InteractionReader(now)
            .read(interaction(object, now), "", InteractionReader.Envelope.NONE, faults);
    if (about != null && credit == null && isUnclear(about.handling())) {
      fields.fault(
          "credit",
          DispatchProblem.CREDIT_UNCLEAR,
          "The conversation is somebody else's: say whose rating it is, AGENT, ASSIGNEE or NOBODY.");
    }
    if (!faults.isEmpty()) {
      throw refusal(faults);
    }
    return new Ask(
        credited(Objects.requireNonNull(about), credit),
        Objects.requireNonNull(survey),
        policy,
        show == Show.LINK,
        hash(object));
  }

  /** An ask is about now, and about nothing in particular, unless it says more. */
  private static JsonNode interaction(ObjectNode body, Instant now) {
    ObjectNode about = body.deepCopy();
    about.remove(OWN);
    if (!about.hasNonNull("kind")) {
      about.put("kind", Interaction.Kind.OTHER.name());
    }
    if (!about.hasNonNull("occurredAt")) {
      about.put("occurredAt", now.toString());
    }
    return about;
  }

  private static boolean isUnclear(Handling handling) {
    return handling.agent() != null
        && handling.assignee() != null
        && !handling.agent().id().equals(handling.assignee().id());
  }

  private static Interaction credited(Interaction about, @Nullable CreditTo to) {
    Handling handling = about.handling();
    Interaction.Agent agent =
        to == CreditTo.NOBODY
            ? null
            : to == CreditTo.ASSIGNEE || handling.agent() == null
                ? handling.assignee()
                : handling.agent();
    return about.credited(agent, agent == null ? Credit.NOBODY : Credit.CHOSEN);
  }

  /** One kind of fault gives its own code. */
  private static Problem refusal(List<Problem.Fault> faults) {
    List<String> codes = faults.stream().map(Problem.Fault::code).distinct().toList();
    ProblemCode code =
        codes.size() == 1 ? DispatchProblem.named(codes.get(0)) : DispatchProblem.INVALID_ASK;
    return Problem.of(code, faults.get(0).detail()).withFaults(faults);
  }

  private static String hash(JsonNode body) {
    try {
      byte[] canonical =
          CANONICAL
              .writeValueAsString(CANONICAL.treeToValue(body, Object.class))
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException notJson) {
      throw new UncheckedIOException(notJson);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
