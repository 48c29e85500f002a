package io.afterword.dispatch.bounce;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a mail server hands over what comes to the return path. */
@Path("/v1/bounces")
@Tag(name = "Bounces")
@Produces(MediaType.APPLICATION_JSON)
class BounceResource {
  private static final String EXAMPLE =
      """
      From: MAILER-DAEMON@mail.example.com
      To: bounces+0190b2c37d4e7a108b21c0ffee0123454f0c9a1d2b3e4f50@example.com
      Subject: Undelivered Mail Returned to Sender
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary="part"

      --part
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mail.example.com

      Final-Recipient: rfc822; ada@customer.example
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 no such user
      --part--
      """;

  private final Bounces bounces;

  BounceResource(Bounces bounces) {
    this.bounces = bounces;
  }

  @POST
  @RolesAllowed("bounces:write")
  @Consumes("message/rfc822")
  @Operation(
      operationId = "reportBounce",
      summary = "Hand over a mail that came to the return path",
      description =
          """
          Takes delivery status notifications (RFC 3464) and abuse reports (RFC 5965) as they came, \
          byte for byte. A returned mail makes its delivery BOUNCED, and the address is not written \
          to again when the report blames it; a complaint opts its recipient out; a report of \
          arrival settles a delivery that was UNKNOWN. What is no report is answered with OTHER and \
          changes nothing, so that a mail server never has reason to answer it.

          Scope: bounces:write.""")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "message/rfc822",
              schema = @Schema(type = SchemaType.STRING, format = "binary"),
              examples = @ExampleObject(name = "returned", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "What it was taken for.",
      content = @Content(schema = @Schema(implementation = BounceView.class)))
  @APIResponse(responseCode = "422", description = "NOT_A_MAIL: the body is empty or no mail.")
  public Uni<BounceView> report(
      @QueryParam("recipient")
          @Parameter(
              description =
                  "To whom the mail was sent (RCPT TO), if the mail server tells. Without it the"
                      + " mail's own header is read.",
              example = "bounces+0190b2c37d4e7a108b21c0ffee0123454f0c9a1d2b3e4f50@example.com")
          @Nullable String recipient,
      byte @Nullable [] mail) {
    if (mail == null || mail.length == 0) {
      throw Problem.of(DispatchProblem.NOT_A_MAIL, "Send the mail as it came, header and body.");
    }
    try {
      return bounces.take(mail, Optional.ofNullable(recipient));
    } catch (IOException e) {
      throw Problem.of(DispatchProblem.NOT_A_MAIL, "It cannot be read as a mail.");
    }
  }
}
