package io.afterword.dispatch.delivery;

import io.afterword.dispatch.mail.ComposedMail;
import io.afterword.dispatch.mail.HeaderInjectionException;
import io.afterword.dispatch.mail.InvitationMail;
import io.afterword.dispatch.mail.ReturnPaths;
import io.afterword.dispatch.mail.Sender;
import io.afterword.dispatch.optout.UnsubscribeKeys;
import io.afterword.dispatch.smtp.Relay;
import io.afterword.dispatch.smtp.Reply;
import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Composes the mail of a marked delivery and hands it to the relay. */
@ApplicationScoped
class Mailing {
  private static final Logger LOG = Logger.getLogger(Mailing.class);

  private final Sender sender;
  private final Optional<String> mailto;
  private final UnsubscribeKeys keys;
  private final ReturnPaths returnPaths;
  private final Relay relay;
  private final DeliveryWatch watch;
  private final Traces traces;

  Mailing(
      SenderConfig config,
      @ConfigProperty(name = "afterword.mail.unsubscribe-mailto") Optional<String> mailto,
      UnsubscribeKeys keys,
      ReturnPaths returnPaths,
      Relay relay,
      DeliveryWatch watch,
      Traces traces) {
    this.sender = config.sender();
    this.mailto = mailto.map(String::strip).filter(text -> !text.isEmpty());
    this.keys = keys;
    this.returnPaths = returnPaths;
    this.relay = relay;
    this.watch = watch;
    this.traces = traces;
  }

  /** The sender's settings, checked. */
  @ApplicationScoped
  static class SenderConfig {
    private final Sender sender;

    SenderConfig(
        @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from,
        @ConfigProperty(name = "afterword.mail.reply-to") Optional<String> replyTo,
        @ConfigProperty(name = "afterword.workspace.name") String workspace,
        @ConfigProperty(name = "afterword.public-url") URI publicUrl) {
      this.sender = Sender.of(from, replyTo, workspace, publicUrl);
    }

    /** Builds the bean, so that a sender nobody can answer stops the start. */
    void checkAtStart(@Observes @Priority(1) StartupEvent event) {
      LOG.infof("Invitations come from %s, answers go to %s", sender.from(), sender.replyTo());
    }

    Sender sender() {
      return sender;
    }
  }

  int slots() {
    return relay.slots();
  }

  /** Never fails; what cannot be composed is never sent. */
  Uni<Verdict> send(SendingMark.Ready ready, Instant now) {
    Instant began = traces.now();
    return hand(ready, now)
        .invoke(watch::heard)
        .invoke(verdict -> tell(ready.candidate(), began, verdict));
  }

  private void tell(Candidate candidate, Instant began, Verdict verdict) {
    if (traces.follows(candidate.invitationId())) {
      traces.add(
          candidate.invitationId(),
          Step.of("send mail", Step.Kind.CLIENT, began)
              .with("afterword.delivery", candidate.deliveryId())
              .with("afterword.outcome", DeliveryWatch.outcome(verdict))
              .failedIf(!(verdict instanceof Verdict.Accepted)));
    }
  }

  private Uni<Verdict> hand(SendingMark.Ready ready, Instant now) {
    ComposedMail mail;
    try {
      mail = compose(ready, now);
    } catch (HeaderInjectionException refused) {
      return Uni.createFrom()
          .item(
              new Verdict.Never(new Reply(554, "5.6.0 not sent: " + refused.getMessage()), false));
    }
    return relay.send(mail);
  }

  private ComposedMail compose(SendingMark.Ready ready, Instant now) {
    Candidate candidate = ready.candidate();
    var recipient =
        new InvitationMail.Recipient(
            Objects.requireNonNull(ready.contact().email()), candidate.name(), candidate.zone());
    var question =
        new InvitationMail.Question(
            ready.link().locale(),
            ready.link().subject(),
            ready.link().html(),
            ready.link().text());
    String unsubscribe =
        sender.publicUrl().toString().replaceAll("/+$", "")
            + "/unsubscribe/"
            + keys.of(candidate.invitationId());
    return new InvitationMail(
            candidate.deliveryId(),
            candidate.surveyId(),
            candidate.policyId(),
            recipient,
            question,
            candidate.occurredAt(),
            candidate.kind() != Delivery.Kind.FIRST,
            unsubscribe)
        .compose(sender, returnPaths.of(candidate.deliveryId()), mailto, now);
  }
}
