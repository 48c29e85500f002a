package io.afterword.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the OpenAPI document what holds for every operation: who may call it, and what a
 * refusal looks like. So a resource names only the codes that are its own.
 *
 * <p>The scopes of {@code @RolesAllowed} stand in the extension {@code x-scopes} and in the
 * description; as roles of a bearer scheme they would be right in OpenAPI 3.1, but generators of
 * clients take them for OAuth.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ProblemsInDocument implements OASFilter {
  private static final String KEY = "key";
  private static final String PROBLEM = "Problem";
  private static final String FAULT = "Fault";
  private static final String PROBLEM_JSON = "application/problem+json";

  /** What the extension and the framework write where nobody said anything. */
  private static final Set<String> EMPTY_WORDS =
      Set.of("Not Authorized", "Not Allowed", "Bad Request");

  private static final Map<String, String> WITH_KEY =
      Map.of(
          "401", "NO_CREDENTIALS or UNKNOWN_CREDENTIALS: send an API key as bearer token.",
          "403", "WRONG_SCOPE: the key lacks the scope that this operation needs.");

  private static final Map<String, String> WITH_BODY =
      Map.of(
          "400", "MALFORMED_JSON, UNKNOWN_FIELD or WRONG_TYPE, with a pointer to the place.",
          "413", "TOO_LARGE: the body has more than 5 MB.",
          "415", "UNSUPPORTED_MEDIA_TYPE: the body is of a type that is not read here.",
          "422", "INVALID: every fault with its pointer in errors.");

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String KEY_REUSED =
      "IDEMPOTENCY_KEY_REUSED: the key came with another request before.";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    if (components == null) {
      components = OASFactory.createComponents();
      document.setComponents(components);
    }
    for (String unused : List.of("HttpProblem", "HttpValidationProblem", "Violation")) {
      components.removeSchema(unused);
    }
    components.addSchema(PROBLEM, problem());
    components.addSchema(FAULT, fault());
    components.setSecuritySchemes(Map.of(KEY, bearer()));
    if (document.getServers() == null || document.getServers().isEmpty()) {
      document.addServer(
          OASFactory.createServer()
              .url("http://localhost:8080")
              .description("The quickstart's front door; elsewhere your own public address."));
    }
    if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
      document.getPaths().getPathItems().values().forEach(ProblemsInDocument::complete);
    }
  }

  private static void complete(PathItem item) {
    item.getOperations().values().forEach(ProblemsInDocument::complete);
  }

  private static void complete(Operation operation) {
    APIResponses responses = operation.getResponses();
    if (responses == null) {
      responses = OASFactory.createAPIResponses();
      operation.setResponses(responses);
    }
    Set<String> scopes = scopes(operation);
    if (!scopes.isEmpty()) {
      operation.setSecurity(
          List.of(OASFactory.createSecurityRequirement().addScheme(KEY, List.of())));
      operation.addExtension("x-scopes", List.copyOf(scopes));
      describe(operation, "Scope: " + String.join(" or ", scopes) + ".");
      add(responses, WITH_KEY);
    }
    if (operation.getRequestBody() != null) {
      add(responses, WITH_BODY);
    }
    for (Parameter parameter : orEmpty(operation.getParameters())) {
      if (IDEMPOTENCY_KEY.equals(parameter.getName())) {
        describeIdempotencyKey(parameter);
        addKeyReused(responses);
      }
    }
    responses.getAPIResponses().forEach(ProblemsInDocument::giveContent);
  }

  private static void describeIdempotencyKey(Parameter parameter) {
    parameter.setDescription(
        "Makes repeating the request safe: for 24 hours the same key with the same body gives the"
            + " first answer again and does nothing.");
    parameter.setExample("4f0c1f2e-6d2b-4f6e-8a51-7a0a6b0f7c11");
    parameter.setSchema(
        OASFactory.createSchema().addType(Schema.SchemaType.STRING).minLength(1).maxLength(255));
  }

  private static void addKeyReused(APIResponses responses) {
    APIResponse conflict = responses.getAPIResponse("409");
    if (conflict == null) {
      responses.addAPIResponse("409", OASFactory.createAPIResponse().description(KEY_REUSED));
    } else {
      conflict.setDescription(conflict.getDescription() + " " + KEY_REUSED);
    }
  }

  private static Set<String> scopes(Operation operation) {
    Set<String> scopes = new TreeSet<>();
    for (SecurityRequirement requirement : orEmpty(operation.getSecurity())) {
      requirement.getSchemes().values().forEach(scopes::addAll);
    }
    return scopes;
  }

  private static void describe(Operation operation, String sentence) {
    String said = operation.getDescription();
    if (said == null || !said.contains(sentence)) {
      operation.setDescription(said == null ? sentence : said + "\n\n" + sentence);
    }
  }

  private static void add(APIResponses responses, Map<String, String> common) {
    new TreeMap<>(common)
        .forEach(
            (status, sentence) -> {
              APIResponse named = responses.getAPIResponse(status);
              if (named == null) {
                responses.addAPIResponse(
                    status, OASFactory.createAPIResponse().description(sentence));
              } else if (EMPTY_WORDS.contains(named.getDescription())) {
                named.setDescription(sentence);
              }
            });
  }

  private static void giveContent(String status, APIResponse response) {
    boolean refusal = status.startsWith("4") || status.startsWith("5");
    if (refusal && response.getRef() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(
                  PROBLEM_JSON,
                  OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
    }
  }

  private static SecurityScheme bearer() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .description("An API key with the scope that the operation names.");
  }

  private static Schema problem() {
    return object(List.of("status", "title", "code", "detail"))
        .description("A refusal; code is stable, detail says what to change.")
        .addProperty("type", text("A URI of the kind of problem, where there is one.", null))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("The HTTP status.")
                .examples(List.of(422)))
        .addProperty("title", text("The code in words.", "The request breaks a rule"))
        .addProperty("code", text("Stable; branch on it.", CommonProblem.INVALID.name()))
        .addProperty("detail", text("What to change.", "rating must be 1 to 5, was 7"))
        .addProperty("instance", text("The path that was asked.", "/v1/surveys"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("Every fault in the request, where there are several places.")
                .items(OASFactory.createSchema().ref(FAULT)));
  }

  private static Schema fault() {
    return object(List.of("code", "detail"))
        .description("One place of the request that is not right.")
        .addProperty("pointer", text("JSON pointer into the body.", "/contact/email"))
        .addProperty("code", text("Stable; branch on it.", "UNKNOWN_FIELD"))
        .addProperty("detail", text("What to change at this place.", null));
  }

  private static Schema object(List<String> required) {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).required(required);
  }

  private static Schema text(String description, @Nullable String example) {
    Schema schema =
        OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    return example == null ? schema : schema.examples(List.of(example));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : new ArrayList<>(list);
  }
}
