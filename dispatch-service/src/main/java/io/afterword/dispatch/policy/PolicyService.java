package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.EditedRows;
import io.afterword.platform.http.Idempotency;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes and changes policies. */
@ApplicationScoped
class PolicyService {
  private final EditedRows<StoredPolicy> rows =
      new EditedRows<>(StoredPolicy.class, "policy", policy -> policy.version);
  private final Policies policies;
  private final KnownSurveys surveys;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;
  private final KnownAttributes attributes;
  private final Pool pool;

  PolicyService(
      Policies policies,
      KnownSurveys surveys,
      Idempotency idempotency,
      Audit audit,
      Clock clock,
      KnownAttributes attributes,
      Pool pool) {
    this.policies = policies;
    this.surveys = surveys;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
    this.attributes = attributes;
    this.pool = pool;
  }

  /** A policy with the version that its ETag names. */
  record Versioned(PolicyView view, long version) {
    Versioned with(List<PolicyWarning> warnings) {
      return new Versioned(view.with(warnings), version);
    }
  }

  Uni<RestResponse<?>> create(@Nullable String key, @Nullable JsonNode body) {
    JsonNode filled = PolicyTemplate.filledIn(body);
    PolicyReader.Wanted wanted = PolicyReader.read(filled);
    return warnings(null, wanted.terms())
        .chain(
            warnings ->
                idempotency.once(
                    key,
                    "createPolicy",
                    Objects.requireNonNull(body),
                    session -> insert(session, wanted, filter(filled), warnings)));
  }

  Uni<Versioned> find(UUID id) {
    return rows.find(id).map(this::versioned);
  }

  Uni<Versioned> replace(UUID id, @Nullable String ifMatch, @Nullable JsonNode body) {
    PolicyReader.Wanted wanted = PolicyReader.read(body);
    var document = new PolicyDocument(wanted.terms(), filter(body));
    return warnings(id, wanted.terms())
        .chain(
            warnings ->
                change(
                        id,
                        ifMatch,
                        "policy.changed",
                        stored -> {
                          PolicyTerms before = PolicyDocument.read(stored.definition).terms();
                          stored.change(document, wanted.enabled(), now());
                          if (before.startsCountingAgain(wanted.terms())) {
                            stored.startCountingAgain();
                          }
                        })
                    .map(changed -> changed.with(warnings)));
  }

  Uni<Versioned> switchTo(UUID id, @Nullable String ifMatch, boolean enabled) {
    return change(
        id,
        ifMatch,
        enabled ? "policy.enabled" : "policy.disabled",
        stored -> stored.switchTo(enabled, now()));
  }

  private Uni<Versioned> change(
      UUID id, @Nullable String ifMatch, String action, Consumer<StoredPolicy> work) {
    return rows.change(
            id,
            ifMatch,
            (session, stored) -> {
              work.accept(stored);
              return session
                  .flush()
                  .call(() -> audit.record(session, action, "policy", id.toString()));
            })
        .map(this::versioned);
  }

  private Uni<Created<PolicyView>> insert(
      Mutiny.Session session,
      PolicyReader.Wanted wanted,
      @Nullable JsonNode filter,
      List<PolicyWarning> warnings) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    var stored =
        StoredPolicy.create(
            id, new PolicyDocument(wanted.terms(), filter), wanted.enabled(), now());
    return session
        .persist(stored)
        .call(session::flush)
        .call(() -> audit.record(session, "policy.created", "policy", id.toString()))
        .map(
            done ->
                Created.at(
                    "/v1/policies/" + id, stored.version, versioned(stored).with(warnings).view()));
  }

  /** Refuses what makes no sense, and gives what may surprise. */
  private Uni<List<PolicyWarning>> warnings(@Nullable UUID id, PolicyTerms terms) {
    return surveys
        .find(terms.surveyId())
        .invoke(
            found ->
                PolicyCheck.refuseSenseless(
                    terms, requireLive(found, terms.surveyId()), policies.workspace()))
        .chain(() -> chained(id, terms))
        .chain(() -> attributes.check(terms.filter()))
        .map(
            unknown -> {
              var warnings = new ArrayList<>(PolicyCheck.warnings(terms, policies.workspace()));
              warnings.addAll(unknown);
              return warnings;
            });
  }

  /** What it follows must be there, and must begin somewhere. */
  private Uni<Void> chained(@Nullable UUID id, PolicyTerms terms) {
    return terms.trigger() instanceof Trigger.Chain chain
        ? policies
            .byId(pool)
            .invoke(known -> PolicyCheck.refuseBrokenChain(id, chain, known))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private static KnownSurvey requireLive(Optional<KnownSurvey> found, UUID id) {
    if (found.isEmpty()) {
      throw Problem.of(
              DispatchProblem.UNKNOWN_SURVEY,
              "No published survey has the id %s; publish it first.".formatted(id))
          .at("/surveyId", DispatchProblem.UNKNOWN_SURVEY.name(), "Unknown or unpublished.");
    }
    if (found.get().archived()) {
      throw Problem.of(
              DispatchProblem.ARCHIVED_SURVEY,
              "The survey %s is archived and takes no answers.".formatted(id))
          .at("/surveyId", DispatchProblem.ARCHIVED_SURVEY.name(), "Archived.");
    }
    return found.get();
  }

  private static @Nullable JsonNode filter(@Nullable JsonNode body) {
    JsonNode filter = body == null ? null : body.get("filter");
    return filter == null || filter.isNull() ? null : filter;
  }

  private Versioned versioned(StoredPolicy stored) {
    return new Versioned(PolicyView.of(stored, policies.workspace().floor()), stored.version);
  }

  /** To what the database keeps, so that the first answer equals the later ones. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
