package io.afterword.survey.responseimport;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What is said about a file when it comes; public, since generated code reads it. */
public record ImportQuery(
    @QueryParam("survey")
        @Parameter(
            required = true,
            description = "Id of the survey whose questions the answers are to.",
            example = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
        @Nullable UUID survey,
    @QueryParam("name") @Parameter(description = "Of the file.", example = "nps-2024.csv")
        @Nullable String name,
    @QueryParam("source")
        @Parameter(
            description = "The tool that the ids in the file belong to; import unless said.",
            example = "delighted")
        @Nullable String source,
    @QueryParam("layout") @Parameter(description = "Whose export it is; as found unless said.")
        @Nullable Layout layout,
    @QueryParam("encoding")
        @Parameter(description = "As found unless said.", example = "windows-1252")
        @Nullable String encoding,
    @QueryParam("separator")
        @Parameter(
            description = "comma, semicolon, tab or bar; as found unless said.",
            example = "semicolon")
        @Nullable String separator,
    @QueryParam("zone")
        @Parameter(
            description = "Of times that say none; without it such times are refused.",
            example = "Europe/Oslo")
        @Nullable String zone,
    @QueryParam("dates")
        @Parameter(description = "How 03/04/2025 is read; without it such a date is refused.")
        @Nullable DateOrder dates,
    @QueryParam("locale") @Parameter(description = "Of rows that say none.", example = "en")
        @Nullable String locale,
    @QueryParam("more") @Parameter(description = "Whether parts of the file follow.")
        boolean more) {

  private static final String ANY_SOURCE = "import";

  UUID surveyId() {
    return required(survey);
  }

  static UUID required(@Nullable UUID survey) {
    if (survey == null) {
      throw Problem.of(CommonProblem.INVALID, "Say whose responses: add ?survey= with its id.");
    }
    return survey;
  }

  Wish wish() {
    return new Wish(
        source == null || source.isBlank() ? ANY_SOURCE : source.strip(),
        layout,
        encoding,
        separator,
        zone,
        dates,
        locale,
        null);
  }
}
