package io.afterword.dispatch.policy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The moments that policies can be made for without writing a filter. */
@Path("/v1/policies/templates")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
class PolicyTemplateResource {
  private static final Listed ALL =
      new Listed(PolicyTemplate.ALL.stream().map(PolicyTemplateView::of).toList());

  @Schema(
      name = "PolicyTemplates",
      description = "All templates.",
      requiredProperties = {"items"})
  record Listed(List<PolicyTemplateView> items) {}

  @GET
  @RolesAllowed("policies:read")
  @Operation(
      operationId = "listPolicyTemplates",
      summary = "List the templates of policies",
      description =
          "A moment each: after support, self-service, a purchase, each quarter. Make a policy with"
              + " its id as template and your survey's id as surveyId; whatever else the request has"
              + " stands in for what the template says.")
  @APIResponse(
      responseCode = "200",
      description = "All of them.",
      content = @Content(schema = @Schema(implementation = Listed.class)))
  public Listed list() {
    return ALL;
  }
}
