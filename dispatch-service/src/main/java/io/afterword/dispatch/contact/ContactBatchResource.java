package io.afterword.dispatch.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.contact.ContactService.Batch;
import io.afterword.dispatch.contact.ContactService.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells of many people at once. */
@Path("/v1/contacts/batch")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
class ContactBatchResource {
  private final ContactService service;

  ContactBatchResource(ContactService service) {
    this.service = service;
  }

  @Schema(
      name = "ContactBatchAnswer",
      description = "What became of each contact.",
      requiredProperties = {"taken", "refused"})
  record BatchAnswer(List<Taken> taken, List<Refused> refused) {
    static BatchAnswer of(Batch batch) {
      var taken = new ArrayList<Taken>();
      for (int at = 0; at < batch.kept().size(); at++) {
        Kept kept = batch.kept().get(at);
        if (kept != null) {
          taken.add(new Taken(at, kept.id(), kept.isNew()));
        }
      }
      return new BatchAnswer(
          taken,
          batch.faults().stream()
              .map(
                  fault ->
                      new Refused(String.valueOf(fault.pointer()), fault.code(), fault.detail()))
              .toList());
    }
  }

  @Schema(
      name = "ContactTaken",
      requiredProperties = {"index", "id", "created"})
  record Taken(
      @Schema(description = "Its place in the request, from 0.") int index,
      UUID id,
      @Schema(description = "Whether nobody was known by that before.") boolean created) {}

  @Schema(
      name = "ContactFault",
      requiredProperties = {"pointer", "code", "detail"})
  record Refused(
      @Schema(examples = "/contacts/3/timeZone") String pointer, String code, String detail) {}

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putContacts",
      summary = "Tell of up to 1,000 contacts",
      description =
          "Each as putContact takes it, in one transaction. One fault refuses all, with every fault"
              + " and its pointer, unless onInvalid=skip.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/ContactBatch")))
  @APIResponse(
      responseCode = "200",
      description = "Kept.",
      content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, UNKNOWN_FIELD, WRONG_TYPE")
  @APIResponse(
      responseCode = "422",
      description = "EMPTY_BATCH, BATCH_TOO_LARGE, INVALID_CONTACTS, or the one code there is")
  public Uni<BatchAnswer> putAll(
      @QueryParam("onInvalid")
          @Parameter(description = "What becomes of a batch with faults; refuse by default.")
          @Nullable ContactFaults onInvalid,
      @Nullable JsonNode body) {
    return service.putAll(body, onInvalid == ContactFaults.skip).map(BatchAnswer::of);
  }

  /** What becomes of a batch in which something is wrong. */
  @Schema(description = "refuse: one fault refuses all. skip: what is right is taken.")
  enum ContactFaults {
    refuse,
    skip
  }
}
