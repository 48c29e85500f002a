package io.afterword.dispatch.ask;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.survey.Links;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gets the link of a question that the asking side shows. The same link each time; the first one
 * opens the invitation.
 */
@ApplicationScoped
class Shown {
  private static final Logger LOG = Logger.getLogger(Shown.class);

  private final Pool pool;
  private final Invitations invitations;
  private final Links links;

  Shown(Pool pool, Invitations invitations, Links links) {
    this.pool = pool;
    this.invitations = invitations;
    this.links = links;
  }

  /** Where the question is; nothing when it takes no answer any more. */
  record Link(String url, String locale, Instant expiresAt) {}

  Uni<Optional<Link>> link(UUID invitation, Interaction about, Instant now) {
    return invitations
        .find(pool, invitation)
        .map(Optional::orElseThrow)
        .chain(
            found ->
                found.state().isFinal()
                    ? Uni.createFrom().item(Optional.empty())
                    : link(found, about, now));
  }

  private Uni<Optional<Link>> link(Invitation invitation, Interaction about, Instant now) {
    Instant expiresAt =
        invitation.expiresAt() == null
            ? now.plus(invitation.expiresAfter())
            : invitation.expiresAt();
    return links
        .create(
            List.of(
                new Links.Wanted(
                    invitation.id(),
                    invitation.surveyId(),
                    about.contact().name(),
                    about.contact().locale(),
                    null,
                    invitation.context(),
                    expiresAt)))
        .onFailure(Shown::isNoProblem)
        .transform(Shown::unavailable)
        .map(answers -> open(answers.get(invitation.id()), expiresAt))
        .call(
            link ->
                link.isPresent() && invitation.firstSentAt() == null
                    ? shown(invitation.id(), now)
                    : Uni.createFrom().voidItem());
  }

  private static boolean isNoProblem(Throwable failure) {
    return !(failure instanceof Problem);
  }

  private static Problem unavailable(Throwable failure) {
    LOG.warnf("No link for an ask: %s", failure);
    return Problem.of(
        DispatchProblem.LINK_UNAVAILABLE,
        "It was decided to ask, and the link cannot be made now; the same ask again gets it.");
  }

  private static Optional<Link> open(Links.@Nullable Answer answer, Instant expiresAt) {
    if (answer instanceof Links.Answer.Open open) {
      return Optional.of(new Link(open.url(), open.locale(), expiresAt));
    }
    if (answer instanceof Links.Answer.Refused refused) {
      throw Problem.of(DispatchProblem.LINK_UNAVAILABLE, Objects.requireNonNull(refused.detail()));
    }
    return Optional.empty();
  }

  private Uni<Void> shown(UUID id, Instant now) {
    return pool.withTransaction(
        tx ->
            invitations
                .lock(tx, List.of(id))
                .map(
                    locked ->
                        locked.stream()
                            .filter(invitation -> invitation.firstSentAt() == null)
                            .map(invitation -> invitation.sent(now))
                            .toList())
                .chain(changed -> invitations.save(tx, changed)));
  }
}
