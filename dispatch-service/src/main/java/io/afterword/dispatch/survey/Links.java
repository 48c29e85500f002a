package io.afterword.dispatch.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Gets each invitation its link and the question's text from survey-service. */
@ApplicationScoped
public class Links {
  /** The most that survey-service takes in one call. */
  private static final int MAX_PER_CALL = 500;

  /** Where survey-service is and what opens it. */
  @ConfigMapping(prefix = "afterword.survey")
  interface SurveyConfig {
    /** Where survey-service listens. */
    URI url();

    /** The bearer key that survey-service knows this service by. */
    String key();
  }

  /**
   * What is asked for.
   *
   * @param domain what follows the @ of the address
   * @param context the frozen context, the text of a JSON object
   */
  public record Wanted(
      UUID invitationId,
      UUID surveyId,
      @Nullable String name,
      @Nullable String locale,
      @Nullable String domain,
      String context,
      Instant expiresAt) {}

  /** What came back for one invitation. */
  public sealed interface Answer {

    /** The question as the respondent will see it, ready to be framed. */
    record Open(String url, String locale, String subject, String html, String text)
        implements Answer {}

    /** Nothing to send: answered already. */
    record Answered() implements Answer {}

    /** Nothing to send: expired or archived over there. */
    record Closed() implements Answer {}

    /** No link now; perhaps the survey is not published yet. */
    record Refused(String code, String detail) implements Answer {}
  }

  private final SurveyClient client;
  private final SurveyConfig config;
  private final ObjectMapper json;
  private final Traces traces;

  Links(@RestClient SurveyClient client, SurveyConfig config, ObjectMapper json, Traces traces) {
    this.client = client;
    this.config = config;
    this.json = json;
    this.traces = traces;
  }

  /** Fails as a whole when survey-service cannot be reached; asking again gives the same links. */
  public Uni<Map<UUID, Answer>> create(List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var calls = new ArrayList<List<Wanted>>();
    for (int from = 0; from < wanted.size(); from += MAX_PER_CALL) {
      calls.add(wanted.subList(from, Math.min(wanted.size(), from + MAX_PER_CALL)));
    }
    return Multi.createFrom()
        .iterable(calls)
        .onItem()
        .transformToUniAndConcatenate(this::call)
        .collect()
        .in(HashMap::new, Map::putAll);
  }

  private Uni<Map<UUID, Answer>> call(List<Wanted> wanted) {
    Instant began = traces.now();
    var request = new SurveyClient.LinkRequest(wanted.stream().map(this::invited).toList());
    return client
        .createLinks("Bearer " + config.key(), request)
        .<Map<UUID, Answer>>map(
            reply -> {
              var answers = new HashMap<UUID, Answer>();
              reply.links().forEach(link -> answers.put(link.invitationId(), answer(link)));
              return answers;
            })
        .onItemOrFailure()
        .invoke((answers, failure) -> wanted.forEach(one -> tell(one, began, failure)));
  }

  private void tell(Wanted wanted, Instant began, @Nullable Throwable failure) {
    if (traces.follows(wanted.invitationId())) {
      traces.add(
          wanted.invitationId(),
          Step.of("get link", Step.Kind.CLIENT, began).failedIf(failure != null));
    }
  }

  private SurveyClient.Invited invited(Wanted wanted) {
    return new SurveyClient.Invited(
        wanted.invitationId(),
        wanted.surveyId(),
        new SurveyClient.Addressee(wanted.name(), wanted.locale(), wanted.domain()),
        tree(wanted.context()),
        wanted.expiresAt());
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  static Answer answer(SurveyClient.Link link) {
    SurveyClient.LinkProblem problem = link.problem();
    if (problem != null) {
      return new Answer.Refused(
          problem.code(), Objects.requireNonNullElse(problem.detail(), problem.code()));
    }
    return switch (Objects.requireNonNullElse(link.state(), "")) {
      case "ANSWERED" -> new Answer.Answered();
      case "CLOSED" -> new Answer.Closed();
      case "OPEN" ->
          new Answer.Open(
              Objects.requireNonNull(link.url()),
              Objects.requireNonNullElse(link.locale(), "en"),
              Objects.requireNonNull(link.subject()),
              Objects.requireNonNull(link.html()),
              Objects.requireNonNull(link.text()));
      default -> new Answer.Refused("UNKNOWN_STATE", "survey-service answered no known state.");
    };
  }
}
