package io.afterword.dispatch.survey;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The part of survey-service's API that dispatch uses. */
@RegisterRestClient(configKey = "survey")
interface SurveyClient {

  @POST
  @Path("/v1/links")
  Uni<LinkReply> createLinks(@HeaderParam("Authorization") String bearer, LinkRequest request);

  /** Up to 500 invitations. */
  record LinkRequest(List<Invited> invitations) {}

  /**
   * One invitation.
   *
   * @param context the frozen context, kept and passed on unread
   */
  record Invited(
      UUID invitationId, UUID surveyId, Addressee contact, Object context, Instant expiresAt) {}

  /**
   * What of the contact the page and the mail may show.
   *
   * @param domain what follows the @ of the address, for the meter of machines over there
   */
  record Addressee(@Nullable String name, @Nullable String locale, @Nullable String domain) {}

  /** In the order of the request. */
  record LinkReply(List<Link> links) {}

  /** One link, or the problem with it. */
  record Link(
      UUID invitationId,
      @Nullable String url,
      @Nullable String state,
      @Nullable String locale,
      @Nullable Integer version,
      @Nullable String subject,
      @Nullable String html,
      @Nullable String text,
      @Nullable LinkProblem problem) {}

  /** Why there is no link. */
  record LinkProblem(String code, @Nullable String detail) {}
}
