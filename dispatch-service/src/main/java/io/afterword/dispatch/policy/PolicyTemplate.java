package io.afterword.dispatch.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.Metric;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.NearestName;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A moment that is worth asking after (R45, R46), as members of a policy that fit it.
 *
 * @param metrics what is best asked then, the most fitting first
 * @param kinds of interactions that it is about; none where no interaction leads to asking
 * @param policy all that it says of a policy, but for its name and survey
 */
record PolicyTemplate(
    String id,
    String title,
    String purpose,
    List<Metric> metrics,
    List<Interaction.Kind> kinds,
    ObjectNode policy) {

  /** Member of a new policy that names a template. */
  private static final String MEMBER = "template";

  static final List<PolicyTemplate> ALL = load();

  /** What it means, in words. */
  String sentence() {
    ObjectNode some =
        policy.deepCopy().put("name", title).put("surveyId", new UUID(0, 0).toString());
    return PolicySentence.of(PolicyReader.read(some).terms());
  }

  /**
   * A policy as somebody wants it, with what a template says wherever they say nothing; members are
   * taken or replaced as a whole. Fails with a Problem if there is no such template.
   */
  static @Nullable JsonNode filledIn(@Nullable JsonNode wanted) {
    if (wanted == null || !wanted.isObject() || !wanted.has(MEMBER)) {
      return wanted;
    }
    PolicyTemplate template = named(wanted.get(MEMBER));
    ObjectNode filled = template.policy.deepCopy().put("name", template.title);
    wanted.properties().forEach(member -> filled.set(member.getKey(), member.getValue()));
    filled.remove(MEMBER);
    return filled;
  }

  private static PolicyTemplate named(JsonNode id) {
    if (!id.isTextual()) {
      throw refused(CommonProblem.WRONG_TYPE, "A template is named by its id, a text.");
    }
    return ALL.stream()
        .filter(template -> template.id.equals(id.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    DispatchProblem.UNKNOWN_VALUE,
                    "There is no such template"
                        + NearestName.hint(
                            id.textValue(), ALL.stream().map(PolicyTemplate::id).toList())));
  }

  private static Problem refused(ProblemCode code, String detail) {
    return Problem.of(code, detail + " GET /v1/policies/templates lists them.")
        .at("/" + MEMBER, code.name(), detail);
  }

  private static List<PolicyTemplate> load() {
    try (InputStream file =
        Objects.requireNonNull(
            PolicyTemplate.class.getResourceAsStream("/policy-templates.json"))) {
      return List.copyOf(
          JsonMapper.builder()
              .build()
              .readValue(file, new TypeReference<List<PolicyTemplate>>() {}));
    } catch (IOException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }
}
