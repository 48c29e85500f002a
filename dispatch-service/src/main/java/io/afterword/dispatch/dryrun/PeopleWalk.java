package io.afterword.dispatch.dryrun;

import io.afterword.dispatch.contact.Reaches;
import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.PastInteractions;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.recurrence.Turns;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Goes over people about whom nothing was reported: all of them for a cycle's turns, and those whom
 * another policy has asked for a chain. Contact by contact.
 *
 * @param given the first parameters of the statement; place and limit follow
 * @param occasions what a row gives rise to
 */
record PeopleWalk(
    String sql, List<Object> given, BiFunction<Row, Simulation.Contact, Occasion> occasions) {
  static final Place START = new Place(new UUID(0, 0), new UUID(0, 0));

  private static final String COLUMNS =
      """
      c.id as contact_id, c.slot, c.email, c.name, c.locale, c.company_id, c.company_name,
        c.attributes, null::text as id_at_source, c.time_zone,
      """
          + Reaches.COLUMNS;

  private static final String CONTACTS =
      "select c.id as place, "
          + COLUMNS
          + """
          from contact c left join suppression s on s.address = c.address
          where (c.id, c.id) > ($1, $2) and c.merged_into is null and c.erased_at is null
          order by c.id limit $3
          """;

  private static final String FOLLOWED =
      "select v.id as place, v.%1$s as since, "
          + COLUMNS
          + """
          from invitation v join contact c on c.id = v.contact_id
          left join suppression s on s.address = c.address
          where v.policy_id = $1 and v.%1$s >= $2 and v.%1$s < $3 and (v.contact_id, v.id) > ($4, $5)
          order by v.contact_id, v.id limit $6
          """;

  /** The last row of a page. */
  record Place(UUID contact, UUID id) {}

  static Place place(Row row) {
    return new Place(row.getUUID("contact_id"), row.getUUID("place"));
  }

  /** Everybody's turn in that cycle. */
  static PeopleWalk turns(Turns turns) {
    return new PeopleWalk(
        CONTACTS,
        List.of(),
        (row, contact) ->
            turns.of(
                row.getInteger("slot"),
                contact.id(),
                PastInteractions.person(row),
                contact.zone()));
  }

  /** Whom the followed policy asked early enough for the chain to go on in that time. */
  static PeopleWalk chain(Trigger.Chain chain, UUID policy, DryRun.Span span) {
    return new PeopleWalk(
        FOLLOWED.formatted(chain.step() == ChainStep.ANSWERED ? "answered_at" : "first_sent_at"),
        List.of(
            chain.follows(),
            utc(span.from().minus(chain.after())),
            utc(span.to().minus(chain.after()))),
        (row, contact) ->
            Occasion.chain(
                Interaction.inPlaceOf(
                    policy + "/" + row.getUUID("place"),
                    row.getOffsetDateTime("since").toInstant().plus(chain.after()),
                    PastInteractions.person(row))));
  }

  Tuple from(Place after, int limit) {
    Tuple parameters = Tuple.tuple();
    given.forEach(parameters::addValue);
    return parameters.addUUID(after.contact()).addUUID(after.id()).addInteger(limit);
  }

  Occasion occasion(Row row, Simulation.Contact contact) {
    return occasions.apply(row, contact);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
