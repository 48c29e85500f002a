package io.afterword.survey.survey;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A survey as a file, to be kept or carried to another workspace. */
@Schema(name = "SurveyFile", description = "A survey to be kept or carried elsewhere.")
record SurveyFile(
    @NotNull
        @Schema(required = true, description = "What the file is.", examples = SurveyFile.FORMAT)
        String format,
    @NotNull @Valid @Schema(required = true) Definition definition) {

  /** The number grows when a file can no longer be read by those who know the last one. */
  static final String FORMAT = "afterword-survey-1";

  static SurveyFile of(Survey survey) {
    return new SurveyFile(FORMAT, survey.definition());
  }

  Definition requireKnownFormat() {
    if (!FORMAT.equals(format)) {
      throw Problem.of(
              SurveyProblem.UNKNOWN_FORMAT,
              "This version reads %s; export the survey again where it came from."
                  .formatted(FORMAT))
          .at("/format", "UNKNOWN_FORMAT", "Must be " + FORMAT + ".");
    }
    return definition;
  }
}
