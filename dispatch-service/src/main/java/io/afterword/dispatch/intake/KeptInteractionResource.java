package io.afterword.dispatch.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.interaction.Credit;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An interaction as it was kept. */
@Path("/v1/interactions/{id}")
@Tag(name = "Interactions")
@Produces(MediaType.APPLICATION_JSON)
class KeptInteractionResource {
  private static final String READ =
      """
      select id, source, external_id, conversation, event, kind, occurred_at, received_at,
        contact_id, content ->> 'channel' as channel, content ->> 'team' as team,
        content #>> '{agent,id}' as agent_id, content #>> '{agent,name}' as agent_name,
        content #>> '{handling,credit}' as credit
      from interaction where id = $1
      """;

  private final Pool pool;

  KeptInteractionResource(Pool pool) {
    this.pool = pool;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "KeptInteraction",
      description =
          "An interaction as it was kept; what was not reported, or was erased, is absent.",
      requiredProperties = {
        "interactionId",
        "source",
        "id",
        "conversation",
        "event",
        "kind",
        "occurredAt",
        "receivedAt",
        "contactId"
      })
  record KeptInteraction(
      @Schema(description = "Our id of the interaction.") UUID interactionId,
      @Schema(examples = "helpdesk") String source,
      @Schema(examples = "ticket-4711-closed-1") String id,
      @Schema(examples = "4711") String conversation,
      Interaction.Event event,
      Interaction.Kind kind,
      Instant occurredAt,
      Instant receivedAt,
      UUID contactId,
      @Schema(examples = "EMAIL") @Nullable String channel,
      @Schema(examples = "First line") @Nullable String team,
      @Schema(description = "Who has the credit for a rating.") @Nullable CreditedAgent agent,
      @Schema(
              description =
                  "How the agent with the credit was found: REPLIED, the reply is theirs. ASSIGNEE,"
                      + " the conversation was. LAST_REPLIED, nobody replied later. CLOSED, they"
                      + " closed it. CHOSEN, whoever asked said so. NOBODY, a rule closed it and"
                      + " nobody had replied, or no agent is known.")
          @Nullable Credit credit) {

    static KeptInteraction of(Row row) {
      String agent = row.getString("agent_id");
      String credit = row.getString("credit");
      return new KeptInteraction(
          row.getUUID("id"),
          row.getString("source"),
          row.getString("external_id"),
          row.getString("conversation"),
          Interaction.Event.valueOf(row.getString("event")),
          Interaction.Kind.valueOf(row.getString("kind")),
          row.getOffsetDateTime("occurred_at").toInstant(),
          row.getOffsetDateTime("received_at").toInstant(),
          row.getUUID("contact_id"),
          row.getString("channel"),
          row.getString("team"),
          agent == null ? null : new CreditedAgent(agent, row.getString("agent_name")),
          credit == null ? null : Credit.valueOf(credit));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "CreditedAgent",
      description = "The agent who has the credit.",
      requiredProperties = "id")
  record CreditedAgent(
      @Schema(examples = "kim") String id, @Schema(examples = "Kim") @Nullable String name) {}

  @GET
  @RolesAllowed("decisions:read")
  @Operation(
      operationId = "getInteraction",
      summary = "Show an interaction",
      description = "As it was kept, with the agent who has the credit and how they were found.")
  @APIResponse(
      responseCode = "200",
      description = "The interaction.",
      content = @Content(schema = @Schema(implementation = KeptInteraction.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<KeptInteraction> show(@PathParam("id") UUID id) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(id))
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .map(KeptInteraction::of)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "There is no interaction " + id + ".")));
  }
}
