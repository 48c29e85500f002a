package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.ETags;
import io.afterword.platform.http.Idempotency;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes and changes policies. */
@ApplicationScoped
class PolicyService {
  private final Policies policies;
  private final KnownSurveys surveys;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  PolicyService(
      Policies policies, KnownSurveys surveys, Idempotency idempotency, Audit audit, Clock clock) {
    this.policies = policies;
    this.surveys = surveys;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /** A policy with the version that its ETag names. */
  record Versioned(PolicyView view, long version) {}

  Uni<RestResponse<?>> create(@Nullable String key, @Nullable JsonNode body) {
    PolicyReader.Wanted wanted = PolicyReader.read(body);
    return asksAKnownSurvey(wanted.terms())
        .chain(
            () ->
                idempotency.once(
                    key,
                    "createPolicy",
                    Objects.requireNonNull(body),
                    session -> insert(session, wanted, filter(body))));
  }

  Uni<Versioned> find(UUID id) {
    return Panache.withSession(
            () -> Panache.getSession().chain(session -> session.find(StoredPolicy.class, id)))
        .map(stored -> versioned(present(stored, id)));
  }

  Uni<Versioned> replace(UUID id, @Nullable String ifMatch, @Nullable JsonNode body) {
    PolicyReader.Wanted wanted = PolicyReader.read(body);
    var document = new PolicyDocument(wanted.terms(), filter(body));
    return asksAKnownSurvey(wanted.terms())
        .chain(
            () ->
                change(
                    id,
                    ifMatch,
                    "policy.changed",
                    (session, stored) -> {
                      PolicyTerms before = PolicyDocument.read(stored.definition).terms();
                      stored.change(document, wanted.enabled(), now());
                      return before.startsCountingAgain(wanted.terms())
                          ? forgetCounts(session, id)
                          : Uni.createFrom().voidItem();
                    }));
  }

  Uni<Versioned> switchTo(UUID id, @Nullable String ifMatch, boolean enabled) {
    return change(
        id,
        ifMatch,
        enabled ? "policy.enabled" : "policy.disabled",
        (session, stored) -> {
          stored.switchTo(enabled, now());
          return Uni.createFrom().voidItem();
        });
  }

  private Uni<Versioned> change(
      UUID id,
      @Nullable String ifMatch,
      String action,
      BiFunction<Mutiny.Session, StoredPolicy, Uni<Void>> work) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(StoredPolicy.class, id, LockModeType.PESSIMISTIC_WRITE)
                            .invoke(stored -> ETags.require(ifMatch, present(stored, id).version))
                            .call(stored -> work.apply(session, stored))
                            .call(session::flush)
                            .call(() -> audit.record(session, action, "policy", id.toString()))
                            .map(this::versioned)));
  }

  private Uni<Created<PolicyView>> insert(
      Mutiny.Session session, PolicyReader.Wanted wanted, @Nullable JsonNode filter) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    var stored =
        StoredPolicy.create(
            id, new PolicyDocument(wanted.terms(), filter), wanted.enabled(), now());
    return session
        .persist(stored)
        .call(session::flush)
        .call(() -> audit.record(session, "policy.created", "policy", id.toString()))
        .map(done -> Created.at("/v1/policies/" + id, stored.version, versioned(stored).view()));
  }

  private static Uni<Void> forgetCounts(Mutiny.Session session, UUID policy) {
    return session
        .createNativeQuery("delete from policy_counter where policy_id = :policy")
        .setParameter("policy", policy)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Void> asksAKnownSurvey(PolicyTerms terms) {
    return surveys
        .find(terms.surveyId())
        .invoke(found -> requireLive(found, terms.surveyId()))
        .replaceWithVoid();
  }

  private static void requireLive(Optional<KnownSurvey> found, UUID id) {
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
  }

  private static @Nullable JsonNode filter(@Nullable JsonNode body) {
    JsonNode filter = body == null ? null : body.get("filter");
    return filter == null || filter.isNull() ? null : filter;
  }

  private static StoredPolicy present(@Nullable StoredPolicy stored, UUID id) {
    if (stored == null) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no policy " + id + ".");
    }
    return stored;
  }

  private Versioned versioned(StoredPolicy stored) {
    return new Versioned(PolicyView.of(stored, policies.floor()), stored.version);
  }

  /** To what the database keeps, so that the first answer equals the later ones. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
