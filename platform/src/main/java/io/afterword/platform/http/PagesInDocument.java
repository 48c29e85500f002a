package io.afterword.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Names the pages of the OpenAPI document after what is on them: SurveyPage, where the Java name
 * would give CursorPageSurveyView. Names in the document become class names in generated clients.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class PagesInDocument implements OASFilter {
  private static final String JAVA_NAME = CursorPage.class.getSimpleName();
  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
      return;
    }
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Schema> schemas = new LinkedHashMap<>();
    document
        .getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              String shown = name.startsWith(JAVA_NAME) ? named(schema) : name;
              names.put(REFERENCE + name, REFERENCE + shown);
              schemas.put(shown, schema);
            });
    document.getComponents().setSchemas(schemas);
    document.getPaths().getPathItems().values().forEach(item -> rename(item, names));
  }

  /** What is said beside a reference is said by what it refers to. */
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null) {
      schema.setType(null);
      schema.setProperties(null);
    }
    return schema;
  }

  private static String named(Schema page) {
    Map<String, Schema> properties = Objects.requireNonNull(page.getProperties());
    Schema items = Objects.requireNonNull(properties.get("items"));
    Schema nextCursor = Objects.requireNonNull(properties.get("nextCursor"));
    nextCursor.setDescription("Send as cursor to get the next page; absent on the last.");
    page.setDescription("One page of a list.");
    page.setRequired(List.of("items"));
    Schema item = Objects.requireNonNull(items.getItems());
    return Objects.requireNonNull(item.getRef()).substring(REFERENCE.length()) + "Page";
  }

  private static void rename(PathItem item, Map<String, String> names) {
    for (Operation operation : item.getOperations().values()) {
      for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
        for (MediaType type : types(response)) {
          rename(type.getSchema(), names);
        }
      }
    }
  }

  private static List<MediaType> types(APIResponse response) {
    return response.getContent() == null
        ? List.of()
        : new ArrayList<>(response.getContent().getMediaTypes().values());
  }

  private static void rename(@Nullable Schema schema, Map<String, String> names) {
    if (schema != null && schema.getRef() != null) {
      schema.setRef(names.getOrDefault(schema.getRef(), schema.getRef()));
    }
  }
}
