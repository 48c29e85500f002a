package io.afterword.scoring.selection;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes what every question has into the API document, before what the question has of its own:
 * its parameters, and the codes with which it may be refused. An operation asks for it with the
 * extension {@value #MARK}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class SelectionInDocument implements OASFilter {
  public static final String MARK = "x-selection";

  /** By status; a question that has no such status of its own need not be told of it. */
  private static final Map<String, String> CODES =
      Map.of(
          "400",
              "UNKNOWN_PARAMETER, REPEATED_PARAMETER, MISSING_PARAMETER, BAD_PERIOD, OTHER_ZONE,"
                  + " BAD_CONFIDENCE, BAD_FILTER, UNKNOWN_METRIC, UNKNOWN_SEGMENT,"
                  + " UNKNOWN_AUDIENCE, ANONYMITY",
          "404", "UNKNOWN_SURVEY, UNKNOWN_QUESTION",
          "409",
              "DIFFERENT_SCALE: these answers are on several scales or were asked by several"
                  + " triggers");

  @Override
  public Operation filterOperation(Operation operation) {
    Map<String, Object> extensions = operation.getExtensions();
    if (extensions != null && extensions.containsKey(MARK)) {
      List<Parameter> all =
          new ArrayList<>(Arrays.stream(SelectionParameter.values()).map(this::parameter).toList());
      if (operation.getParameters() != null) {
        all.addAll(operation.getParameters());
      }
      operation.setParameters(all);
      CODES.forEach((status, codes) -> describe(operation, status, codes));
      operation.removeExtension(MARK);
    }
    return operation;
  }

  private static void describe(Operation operation, String status, String codes) {
    APIResponse refusal = operation.getResponses().getAPIResponse(status);
    if (refusal != null) {
      String own = refusal.getDescription();
      refusal.setDescription(own == null || own.isEmpty() ? codes : codes + "; " + own);
    }
  }

  private Parameter parameter(SelectionParameter each) {
    Parameter parameter =
        OASFactory.createParameter()
            .name(each.parameter())
            .in(Parameter.In.QUERY)
            .description(each.description())
            .schema(schema(each));
    if (each == SelectionParameter.FILTER) {
      return parameter.example(List.of("channel:EMAIL"));
    }
    return each.example() == null || each == SelectionParameter.CONFIDENCE
        ? parameter
        : parameter.example(each.example());
  }

  private static Schema schema(SelectionParameter each) {
    if (each == SelectionParameter.FILTER) {
      return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text());
    }
    if (each == SelectionParameter.SURVEYS) {
      return OASFactory.createSchema()
          .addType(Schema.SchemaType.ARRAY)
          .items(text().format(each.format()));
    }
    if (each == SelectionParameter.CONFIDENCE) {
      return OASFactory.createSchema().addType(Schema.SchemaType.NUMBER).defaultValue(0.95);
    }
    Schema schema = text();
    if (each.format() != null) {
      schema.setFormat(each.format());
    }
    return each.closedList().isEmpty() ? schema : schema.enumeration(each.closedList());
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
