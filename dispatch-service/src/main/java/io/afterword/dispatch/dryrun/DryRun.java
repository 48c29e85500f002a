package io.afterword.dispatch.dryrun;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.contact.Reaches;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.PastInteractions;
import io.afterword.dispatch.policy.Policies;
import io.afterword.dispatch.recurrence.Turns;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads past interactions page by page and lets the policy decide about them. */
@ApplicationScoped
class DryRun {
  private static final int PAGE = 1_000;

  /** The longest gap that a policy may have. */
  private static final Duration REACH = Duration.ofDays(730);

  /** By contact, so that one contact's state is enough; the index on both gives that order. */
  private static final String INTERACTIONS =
      "select "
          + PastInteractions.COLUMNS
          + """
          , c.time_zone,
          """
          + Reaches.COLUMNS
          + """
            , (select min(r.occurred_at) from interaction r where r.source = i.source
              and r.conversation = i.conversation and r.event in ('REOPENED', 'MERGED')
              and r.occurred_at > i.occurred_at) as reopened_at
          from interaction i join contact c on c.id = i.contact_id
          left join suppression s on s.address = c.address
          where i.occurred_at >= $1 and i.occurred_at < $2
            and (i.contact_id, i.occurred_at, i.id) > ($3, $4, $5)
          order by i.contact_id, i.occurred_at, i.id limit $6
          """;

  /** What others really sent, and this policy before the time that is looked at. */
  private static final String ASKED =
      """
      select id, contact_id, survey_id, policy_id, priority, first_sent_at from invitation
      where contact_id = any($1::uuid[]) and first_sent_at > $2
        and (policy_id <> $3 or first_sent_at < $4)
      order by id
      """;

  private final Pool pool;
  private final Policies policies;
  private final KnownSurveys surveys;
  private final Reaches reaches;

  DryRun(Pool pool, Policies policies, KnownSurveys surveys, Reaches reaches) {
    this.pool = pool;
    this.policies = policies;
    this.surveys = surveys;
    this.reaches = reaches;
  }

  /** The time that is looked at. */
  record Span(Instant from, Instant to) {}

  /** What came of it; a recurring policy is looked at in whole cycles. */
  record Result(Span span, Simulation.Outcome outcome) {}

  Uni<Result> run(UUID policyId, Span span) {
    return pool.withConnection(
        connection ->
            policies
                .byId(connection)
                .map(known -> present(known.get(policyId), policyId))
                .chain(policy -> run(connection, policy, span)));
  }

  private static Policy present(@Nullable Policy policy, UUID id) {
    if (policy == null) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no policy " + id + ".");
    }
    return policy;
  }

  private Uni<Result> run(SqlConnection connection, Policy policy, Span wanted) {
    Optional<Turns> turns = Turns.on(policy, policy.workspace().day(wanted.to()));
    Span span = turns.map(DryRun::span).orElse(wanted);
    return surveys
        .all(connection)
        .map(known -> new Reading(connection, policy, span, known, reaches, new Simulation(policy)))
        .chain(reading -> walk(reading, turns))
        .map(simulation -> new Result(span, simulation.outcome(span.to())));
  }

  private static Span span(Turns turns) {
    ZoneId zone = turns.policy().workspace().zone();
    return new Span(
        turns.cycle().start().atStartOfDay(zone).toInstant(),
        turns.cycle().end().atStartOfDay(zone).toInstant());
  }

  /** What a policy decides about depends on its trigger; a request comes from nowhere. */
  private static Uni<Simulation> walk(Reading reading, Optional<Turns> turns) {
    Trigger trigger = reading.policy().terms().trigger();
    if (turns.isPresent()) {
      return people(reading, PeopleWalk.turns(turns.get()));
    }
    if (trigger instanceof Trigger.Chain chain) {
      return people(reading, PeopleWalk.chain(chain, reading.policy().id(), reading.span()));
    }
    return trigger.looksAtInteractions()
        ? pages(reading)
        : Uni.createFrom().item(reading.simulation());
  }

  private static Uni<Simulation> people(Reading reading, PeopleWalk walk) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<>(PeopleWalk.START),
            after ->
                people(reading, walk, Objects.requireNonNull(after.get()))
                    .invoke(rows -> last(rows).ifPresent(row -> after.set(PeopleWalk.place(row)))))
        .whilst(rows -> rows.size() == PAGE)
        .collect()
        .last()
        .replaceWith(reading.simulation());
  }

  private static Uni<List<Row>> people(Reading reading, PeopleWalk walk, PeopleWalk.Place after) {
    return reading
        .connection()
        .preparedQuery(walk.sql())
        .execute(walk.from(after, PAGE))
        .map(rows -> rows.stream().toList())
        .call(
            rows ->
                asked(reading, rows)
                    .invoke(asked -> rows.forEach(row -> turn(reading, walk, row, asked))));
  }

  private static Optional<Row> last(List<Row> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  private static void turn(
      Reading reading, PeopleWalk walk, Row row, Map<UUID, List<PastInvitation>> asked) {
    Simulation.Contact contact = contact(reading, row, asked);
    reading.simulation().takeTurn(contact, walk.occasion(row, contact));
  }

  private record Reading(
      SqlConnection connection,
      Policy policy,
      Span span,
      Map<UUID, KnownSurvey> surveys,
      Reaches reaches,
      Simulation simulation) {}

  /** The last interaction of a page. */
  private record Place(UUID contact, Instant at, UUID id) {
    private static final Place START = new Place(new UUID(0, 0), Instant.EPOCH, new UUID(0, 0));
  }

  private static Uni<Simulation> pages(Reading reading) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<>(Place.START),
            after ->
                page(reading, Objects.requireNonNull(after.get()))
                    .invoke(rows -> last(rows).ifPresent(row -> after.set(place(row)))))
        .whilst(rows -> rows.size() == PAGE)
        .collect()
        .last()
        .replaceWith(reading.simulation());
  }

  private static Uni<List<Row>> page(Reading reading, Place after) {
    return reading
        .connection()
        .preparedQuery(INTERACTIONS)
        .execute(
            Tuple.tuple()
                .addOffsetDateTime(utc(reading.span().from()))
                .addOffsetDateTime(utc(reading.span().to()))
                .addUUID(after.contact())
                .addOffsetDateTime(utc(after.at()))
                .addUUID(after.id())
                .addInteger(PAGE))
        .map(rows -> rows.stream().toList())
        .call(
            rows ->
                asked(reading, rows)
                    .invoke(asked -> rows.forEach(row -> take(reading, row, asked))));
  }

  private static Place place(Row row) {
    return new Place(
        row.getUUID("contact_id"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getUUID("id"));
  }

  private static void take(Reading reading, Row row, Map<UUID, List<PastInvitation>> asked) {
    OffsetDateTime reopened = row.getOffsetDateTime("reopened_at");
    reading
        .simulation()
        .take(
            contact(reading, row, asked),
            new Simulation.Past(
                PastInteractions.interaction(row), reopened == null ? null : reopened.toInstant()),
            reading.span().to());
  }

  private static Simulation.Contact contact(
      Reading reading, Row row, Map<UUID, List<PastInvitation>> asked) {
    UUID id = row.getUUID("contact_id");
    return new Simulation.Contact(
        id,
        reading.reaches().of(row),
        Contact.zone(row.getString("time_zone"), reading.policy().workspace().zone()),
        asked.getOrDefault(id, List.of()));
  }

  private static Uni<Map<UUID, List<PastInvitation>>> asked(Reading reading, List<Row> rows) {
    UUID[] people =
        rows.stream().map(row -> row.getUUID("contact_id")).distinct().toArray(UUID[]::new);
    Instant from = reading.span().from();
    return reading
        .connection()
        .preparedQuery(ASKED)
        .execute(Tuple.of(people, utc(from.minus(REACH)), reading.policy().id(), utc(from)))
        .map(
            found -> {
              var asked = new HashMap<UUID, List<PastInvitation>>();
              found.forEach(
                  row ->
                      asked
                          .computeIfAbsent(row.getUUID("contact_id"), id -> new ArrayList<>())
                          .add(invitation(row, reading.surveys())));
              return asked;
            });
  }

  private static PastInvitation invitation(Row row, Map<UUID, KnownSurvey> surveys) {
    UUID survey = row.getUUID("survey_id");
    return new PastInvitation(
        row.getUUID("id"),
        survey,
        Optional.ofNullable(surveys.get(survey)).map(KnownSurvey::metric).orElse(null),
        row.getOffsetDateTime("first_sent_at").toInstant(),
        new PastInvitation.By(row.getUUID("policy_id"), row.getShort("priority"), false));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
