package io.afterword.survey.link;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import io.afterword.survey.link.CreateLinksReply.LinkView;
import io.afterword.survey.link.CreateLinksRequest.Contact;
import io.afterword.survey.link.CreateLinksRequest.Invitation;
import io.afterword.survey.link.LinkRepository.New;
import io.afterword.survey.link.LinkRepository.Stored;
import io.afterword.survey.link.LinkRules.Decision;
import io.afterword.survey.link.LinkRules.Refuse;
import io.afterword.survey.link.LinkRules.Take;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.survey.PublishedVersion;
import io.afterword.survey.survey.PublishedVersions;
import io.afterword.survey.survey.PublishedVersions.Standing;
import io.afterword.survey.wording.LocaleChain;
import io.afterword.survey.wording.ReaderLocale;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives invitations their links. No transaction: each step leaves something true behind, and asking
 * again finds what the last call stored.
 */
@ApplicationScoped
class LinkService {

  private static final Logger LOG = Logger.getLogger(LinkService.class);

  /** As addresses carry it, also in ASCII form for other scripts. */
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

  private final LinkRepository links;
  private final PublishedVersions versions;
  private final LinkKeys keys;
  private final PublicAddress address;
  private final Clock clock;
  private final Traces traces;

  LinkService(
      LinkRepository links,
      PublishedVersions versions,
      LinkConfig config,
      PublicAddress address,
      Clock clock,
      Traces traces) {
    this.links = links;
    this.versions = versions;
    this.keys = new LinkKeys(config.secret());
    this.address = address;
    this.clock = clock;
    this.traces = traces;
  }

  /** A secret that is too short stops the service at its start and not its first caller. */
  void start(@Observes @Priority(1) StartupEvent start) {
    LOG.debug("link keys are ready");
  }

  Uni<CreateLinksReply> create(List<Invitation> invitations) {
    Instant now = clock.instant();
    Instant began = traces.now();
    List<UUID> ids = invitations.stream().map(Invitation::invitationId).distinct().toList();
    return links
        .of(ids)
        .chain(stored -> makeMissing(invitations, stored, now))
        .chain(batch -> withVersions(batch).map(byKey -> reply(invitations, batch, byKey, now)))
        .invoke(reply -> reply.links().forEach(link -> tell(link, began)));
  }

  private void tell(LinkView link, Instant began) {
    if (traces.follows(link.invitationId())) {
      traces.add(
          link.invitationId(),
          Step.of("make link", Step.Kind.SERVER, began).failedIf(link.problem() != null));
    }
  }

  /** What is known of a batch once every invitation that can have a link has one. */
  private record Batch(Map<UUID, Stored> stored, Map<UUID, Refuse> refused) {}

  private record VersionKey(UUID surveyId, int version) {}

  private Uni<Batch> makeMissing(
      List<Invitation> invitations, Map<UUID, Stored> stored, Instant now) {
    List<Invitation> missing =
        invitations.stream().filter(i -> !stored.containsKey(i.invitationId())).toList();
    if (missing.isEmpty()) {
      return Uni.createFrom().item(new Batch(stored, Map.of()));
    }
    List<UUID> surveyIds = missing.stream().map(Invitation::surveyId).distinct().toList();
    return versions.standings(surveyIds).chain(standings -> make(missing, stored, standings, now));
  }

  private Uni<Batch> make(
      List<Invitation> missing,
      Map<UUID, Stored> stored,
      Map<UUID, Standing> standings,
      Instant now) {
    Map<UUID, Refuse> refused = new HashMap<>();
    Map<UUID, New> made = new HashMap<>();
    for (Invitation invitation : missing) {
      Decision decision =
          LinkRules.decide(
              standings.get(invitation.surveyId()),
              invitation.expiresAt(),
              invitation.context(),
              now);
      if (decision instanceof Refuse refuse) {
        refused.put(invitation.invitationId(), refuse);
      } else if (decision instanceof Take take) {
        made.putIfAbsent(invitation.invitationId(), made(invitation, take.version()));
      }
    }
    return links
        .insert(List.copyOf(made.values()), now)
        .chain(() -> links.of(made.keySet()))
        .map(
            inserted -> {
              Map<UUID, Stored> all = new HashMap<>(stored);
              all.putAll(inserted);
              return new Batch(all, refused);
            });
  }

  private New made(Invitation invitation, int version) {
    JsonNode context = invitation.context();
    Link link =
        new Link(
            invitation.invitationId(),
            invitation.surveyId(),
            version,
            localeOf(invitation.contact()),
            context == null || context.isNull() ? "{}" : context.toString(),
            domainOf(invitation.contact()),
            invitation.expiresAt());
    return new New(link, keys.of(invitation.invitationId()));
  }

  /** Anything that is no domain is left out: it is good for a statistic only. */
  private static @Nullable String domainOf(@Nullable Contact contact) {
    String domain =
        contact == null || contact.domain() == null
            ? ""
            : contact.domain().toLowerCase(Locale.ROOT);
    return DOMAIN.matcher(domain).matches() ? domain : null;
  }

  /** A locale that is none is no reason not to ask: the survey's default is used then. */
  private static @Nullable String localeOf(@Nullable Contact contact) {
    if (contact == null || contact.locale() == null) {
      return null;
    }
    List<String> chain = LocaleChain.of(contact.locale());
    return chain.isEmpty() ? null : chain.get(0);
  }

  /** One after the other: nearly always known already, and a session's order is kept. */
  private Uni<Map<VersionKey, PublishedVersion>> withVersions(Batch batch) {
    Set<VersionKey> wanted = new HashSet<>();
    batch.stored().values().forEach(s -> wanted.add(keyOf(s.link())));
    return Multi.createFrom()
        .iterable(wanted)
        .onItem()
        .transformToUniAndConcatenate(key -> versions.require(key.surveyId(), key.version()))
        .collect()
        .asMap(version -> new VersionKey(version.surveyId(), version.version()));
  }

  private CreateLinksReply reply(
      List<Invitation> invitations,
      Batch batch,
      Map<VersionKey, PublishedVersion> byKey,
      Instant now) {
    List<LinkView> views = new ArrayList<>();
    for (Invitation invitation : invitations) {
      Stored stored = batch.stored().get(invitation.invitationId());
      Refuse refuse = batch.refused().get(invitation.invitationId());
      if (stored != null) {
        PublishedVersion version = byKey.get(keyOf(stored.link()));
        if (version == null) {
          throw new IllegalStateException("version of a stored link was not read");
        }
        views.add(view(stored, version, now));
      } else if (refuse != null) {
        views.add(LinkView.refused(invitation.invitationId(), refuse.problem(), refuse.detail()));
      } else {
        throw new IllegalStateException("no link and no reason: " + invitation.invitationId());
      }
    }
    return new CreateLinksReply(views);
  }

  private LinkView view(Stored stored, PublishedVersion version, Instant now) {
    Link link = stored.link();
    LinkState state = link.state(stored.answered(), now);
    String locale = ReaderLocale.of(null, link.locale(), null, version.definition().locales());
    if (state == LinkState.CLOSED) {
      return new LinkView(
          link.invitationId(), null, state, locale, link.version(), null, null, null, null);
    }
    String url = address.ofKey(keys.of(link.invitationId()));
    MailBlock block =
        new MailBlock(
            new Words(version.definition(), locale, address.workspace(), link.occasion()), url);
    return new LinkView(
        link.invitationId(),
        url,
        state,
        locale,
        link.version(),
        block.subject(),
        block.html(),
        block.text(),
        null);
  }

  private static VersionKey keyOf(Link link) {
    return new VersionKey(link.surveyId(), link.version());
  }
}
