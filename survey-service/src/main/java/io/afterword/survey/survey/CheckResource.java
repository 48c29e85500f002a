package io.afterword.survey.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.survey.check.Completeness;
import io.afterword.survey.check.Finding;
import io.afterword.survey.check.Rule;
import io.afterword.survey.check.SurveyCheck;
import io.afterword.survey.template.Trigger;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/surveys/{id}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Surveys")
class CheckResource {

  private final SurveyService surveys;

  CheckResource(SurveyService surveys) {
    this.surveys = surveys;
  }

  @Schema(name = "SurveyCheck", description = "What could be asked better.")
  record CheckView(
      @Schema(required = true, description = "Whether the survey cannot be published as it is.")
          boolean blocks,
      @Schema(required = true) List<FindingView> findings) {}

  @Schema(name = "SurveyFinding", description = "One thing that could be better.")
  record FindingView(
      @Schema(required = true) Rule rule,
      @Schema(
              required = true,
              description = "JSON Pointer into the definition.",
              examples = "/questions/0/text/en")
          String pointer,
      @Schema(required = true, examples = "\"excellent\" tells people which answer is wanted.")
          String why,
      @Schema(required = true, examples = "Leave it out.") String proposal,
      @Schema(required = true, description = "Whether scores would be wrong with it.")
          boolean blocks) {

    static FindingView of(Finding finding) {
      return new FindingView(
          finding.rule(), finding.pointer(), finding.why(), finding.proposal(), finding.blocks());
    }
  }

  @POST
  @Path("/check")
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "checkSurvey",
      summary = "Check a survey's draft",
      description =
          "Advice on scale, wording, length, languages and looks, each with its reason and a"
              + " proposal. It changes nothing and keeps nobody from publishing, except where"
              + " scores would be wrong.")
  @APIResponse(responseCode = "200", description = "The findings, none if all is well.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<CheckView> check(
      @PathParam("id") String id,
      @QueryParam("trigger")
          @Parameter(description = "Trigger of the policy that it is meant for, if known.")
          @Nullable Trigger trigger) {
    return surveys
        .get(SurveyRepository.idOf(id))
        .map(survey -> SurveyCheck.of(survey.definition(), trigger))
        .map(
            found ->
                new CheckView(
                    found.stream().anyMatch(Finding::blocks),
                    found.stream().map(FindingView::of).toList()));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SurveyMissingText", description = "A text that a language lacks.")
  record MissingView(
      @Schema(
              required = true,
              description = "JSON Pointer into the definition.",
              examples = "/questions/1/text")
          String pointer,
      @Schema(
              description =
                  "The language whose text its readers get; absent where the built-in words take its"
                      + " place, or none do.",
              examples = "en")
          @Nullable String standIn) {}

  @Schema(name = "SurveyLanguage", description = "How far a survey is worded in a language.")
  record LanguageView(
      @Schema(required = true, description = "BCP 47.", examples = "nb") String locale,
      @Schema(required = true, description = "Texts of its own.", examples = "9") int worded,
      @Schema(required = true, description = "Texts of the survey.", examples = "11") int texts,
      @Schema(
              required = true,
              description = "Whether people are asked in it: every question is worded.")
          boolean asked,
      @Schema(
              required = true,
              description = "The language in which its readers are asked.",
              examples = "nb")
          String askedIn,
      @Schema(
              required = true,
              description = "JSON Pointers of what is missing; a near language stands in for it.",
              examples = "[\"/questions/1/text\"]")
          List<String> missing,
      @Schema(required = true, description = "The same, each with what its readers get instead.")
          List<MissingView> standIns) {

    static LanguageView of(Completeness.Line line) {
      return new LanguageView(
          line.locale(),
          line.worded(),
          line.texts(),
          line.asked(),
          line.askedIn(),
          line.missing().stream().map(Completeness.Missing::pointer).toList(),
          line.missing().stream()
              .map(missing -> new MissingView(missing.pointer(), missing.standIn()))
              .toList());
    }
  }

  @Schema(name = "SurveyLanguages", description = "How far a survey is worded in its languages.")
  record LanguagesView(@Schema(required = true) List<LanguageView> languages) {}

  @GET
  @Path("/languages")
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "readSurveyLanguages",
      summary = "See how far a survey's draft is worded in each language",
      description =
          "Every language in which anything is worded, with what is missing and what stands in for"
              + " it. People are asked in those in which every question is worded.")
  @APIResponse(responseCode = "200", description = "The default language first.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<LanguagesView> languages(@PathParam("id") String id) {
    return surveys
        .get(SurveyRepository.idOf(id))
        .map(
            survey ->
                new LanguagesView(
                    Completeness.of(survey.definition()).stream().map(LanguageView::of).toList()));
  }
}
