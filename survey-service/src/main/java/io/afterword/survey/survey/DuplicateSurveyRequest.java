package io.afterword.survey.survey;

import io.afterword.survey.definition.Definition;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "DuplicateSurvey", description = "What is to be different in the copy.")
record DuplicateSurveyRequest(
    @Schema(description = "Name of the copy; the same when absent.", examples = "Support, autumn")
        @Nullable String name) {

  static final DuplicateSurveyRequest SAME = new DuplicateSurveyRequest(null);

  Definition of(Definition original) {
    return name == null ? original : original.named(name);
  }
}
