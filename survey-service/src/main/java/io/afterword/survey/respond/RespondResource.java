package io.afterword.survey.respond;

import io.afterword.platform.http.WithoutCsrf;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the page behind a link sends; {@link RespondRoute} opens it. No method says that it
 * consumes a form or takes a body: the framework would read it once more, in a thread of its own;
 * see {@link BodyFirst}. Headers are taken from the request, since the framework reads the
 * annotations of all parameters of a method with a body anew for each request. Only a POST records.
 */
@Path("/r/{key}")
@PermitAll
@WithoutCsrf("the key in the address is the secret; there is no session to misuse")
@Tag(name = "Respondent page")
class RespondResource {

  private final RespondService respond;
  private final RespondPages pages;

  RespondResource(RespondService respond, RespondPages pages) {
    this.respond = respond;
    this.pages = pages;
  }

  /** Where the page's hidden link leads: no person sees it, only machines follow it. */
  @GET
  @Path("/also")
  @Operation(hidden = true)
  public Uni<Response> also(
      @PathParam("key") String key,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    Reader reader = new Reader(key, null, acceptLanguage, false, null);
    return respond
        .followHidden(reader)
        .chain(shown -> pages.answer(reader, shown))
        .onFailure(failure -> !(failure instanceof Problem))
        .recoverWithUni(failure -> pages.busy(reader, FormFields.NONE, failure));
  }

  @POST
  @Operation(
      operationId = "sendResponse",
      summary = "Send or change a response",
      description =
          "The page's form. A second post changes the first while the link is open. A browser is"
              + " sent back to the page (303); who accepts JSON and not HTML gets 201 for the first"
              + " post, 200 afterwards, and problems as JSON. With completeness=PARTIAL only the"
              + " ratings are kept, and never in place of a response that was sent.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema = @Schema(implementation = SentForm.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or the same as before.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SentView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Recorded.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SentView.class)))
  @APIResponse(responseCode = "303", description = "Taken; the page shows thanks.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_KEY.")
  @APIResponse(responseCode = "410", description = "LINK_CLOSED: the time to answer is over.")
  @APIResponse(
      responseCode = "413",
      description = "TOO_LARGE: the form has more than 1,310,720 bytes.")
  @APIResponse(
      responseCode = "422",
      description =
          "RATING_MISSING, RATING_OUT_OF_SCALE, CHOICE_UNKNOWN, NUMBER_MALFORMED,"
              + " NUMBER_OUT_OF_RANGE, TEXT_TOO_LONG, UNSTORABLE_TEXT, UNKNOWN_ANSWER,"
              + " QUESTION_NOT_ASKED or NOT_STORABLE.")
  @APIResponse(responseCode = "503", description = "BUSY: nothing was taken; send it again.")
  public Uni<Response> send(
      @PathParam("key")
          @Parameter(description = "22 characters.", example = "3q2-7wAbCdEfGhIjKlMnOQ")
          String key,
      @QueryParam("lang") @Parameter(hidden = true) @Nullable String lang,
      @Context HttpServerRequest request,
      @Context RoutingContext context) {
    if (!FormFields.isType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      throw Problem.of(
          CommonProblem.UNSUPPORTED_MEDIA_TYPE,
          "Send the form as application/x-www-form-urlencoded and say so in Content-Type.");
    }
    return BodyFirst.form(context)
        .map(FormFields::parse)
        .chain(fields -> take(Reader.of(key, chosen(fields, lang), request), fields));
  }

  private Uni<Response> take(Reader reader, FormFields fields) {
    return Detached.from(respond.send(reader, fields))
        .chain(shown -> pages.answer(reader, shown))
        .onFailure(failure -> !(failure instanceof Problem))
        .recoverWithUni(failure -> pages.busy(reader, fields, failure));
  }

  private static @Nullable String chosen(FormFields fields, @Nullable String lang) {
    Optional<String> inForm = fields.get(AnswerForm.LANG);
    return inForm.isPresent() ? inForm.get() : lang;
  }
}
