package io.afterword.dispatch.people;

import io.afterword.dispatch.contact.Reaches;
import io.afterword.dispatch.erasure.Forgetting;
import io.afterword.dispatch.interaction.Credit;
import io.afterword.dispatch.ledger.Explanation;
import io.afterword.dispatch.ledger.Ledger;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads all that there is about one person. */
@ApplicationScoped
class People {
  /** The newest of each kind; older ones are in the API. */
  private static final int SHOWN = 100;

  private static final String PERSON =
      """
      select c.name, c.email, c.time_zone, c.company_name, c.merged_into, c.erased_at,
        coalesce(c.opted_out_at, case when s.reason = 'OPTED_OUT' then s.at end) as opted_out_at,
        c.consent_source, c.consent_at,
        array(select d.service from erasure e join erasure_done d on d.erasure_id = e.id
          where e.contact_id = c.id) as forgotten_by,
      """
          + Reaches.COLUMNS
          + "from contact c left join suppression s on s.address = c.address where c.id = $1";

  private static final String MERGES =
      """
      select id, merged_id, at, undo_until from contact_merge
      where kept_id = $1 and undone_at is null and undo_until >= $2 order by id desc
      """;

  private static final String POLICIES = "select id, name, enabled from policy";

  private static final String INTERACTIONS =
      """
      select occurred_at, kind, event, source, conversation, content ->> 'channel' as channel,
        coalesce(content #>> '{agent,name}', content #>> '{agent,id}') as agent,
        content #>> '{handling,credit}' as credit
      from interaction where contact_id = $1 order by occurred_at desc limit $2
      """;

  private static final String MAILS =
      """
      select d.kind, d.state, i.policy_id, coalesce(d.sent_at, d.unknown_since, d.due_at) as at
      from invitation i join delivery d on d.invitation_id = i.id
      where i.contact_id = $1 order by i.created_at desc, d.id limit $2
      """;

  private static final String INVITATIONS =
      """
      select policy_id, state, due_at, answered_at, expires_at from invitation
      where contact_id = $1 order by created_at desc limit $2
      """;

  private final Pool pool;
  private final Ledger ledger;
  private final Explanation words;
  private final Reaches reaches;

  People(Pool pool, Ledger ledger, Explanation words, Reaches reaches) {
    this.reaches = reaches;
    this.pool = pool;
    this.ledger = ledger;
    this.words = words;
  }

  /** A person with their line, the newest first; empty texts are not known. */
  record Shown(
      String id,
      String name,
      String email,
      String zone,
      String company,
      String consent,
      String refused,
      String mergedInto,
      List<Merged> merges,
      boolean erased,
      String remembering,
      String why,
      String next,
      List<Line> lines) {}

  /** A merge that can be undone. */
  record Merged(String id, String other, String until) {}

  /** Everything as it was read. */
  private record Read(
      Row person,
      List<Row> policies,
      List<Row> interactions,
      List<Row> mails,
      List<Row> invitations,
      List<Row> merges,
      List<LedgerEntry> decisions) {}

  Uni<Shown> find(UUID id, Instant now) {
    return pool.withConnection(connection -> read(connection, id, now))
        .map(read -> shown(id, read, now));
  }

  private Uni<Read> read(SqlConnection connection, UUID id, Instant now) {
    List<Row> merges = new ArrayList<>();
    List<Row> person = new ArrayList<>();
    List<Row> policies = new ArrayList<>();
    List<Row> interactions = new ArrayList<>();
    List<Row> mails = new ArrayList<>();
    List<Row> invitations = new ArrayList<>();
    return rows(connection, PERSON, Tuple.of(id), person)
        .invoke(() -> requireSomebody(person, id))
        .chain(() -> rows(connection, POLICIES, Tuple.tuple(), policies))
        .chain(() -> rows(connection, INTERACTIONS, Tuple.of(id, SHOWN), interactions))
        .chain(() -> rows(connection, MAILS, Tuple.of(id, SHOWN), mails))
        .chain(() -> rows(connection, INVITATIONS, Tuple.of(id, SHOWN), invitations))
        .chain(() -> rows(connection, MERGES, Tuple.of(id, now.atOffset(ZoneOffset.UTC)), merges))
        .chain(() -> ledger.newestOf(connection, id, SHOWN))
        .map(
            decisions ->
                new Read(
                    person.get(0), policies, interactions, mails, invitations, merges, decisions));
  }

  private static Uni<Void> rows(
      SqlConnection connection, String sql, Tuple parameters, List<Row> into) {
    return connection
        .preparedQuery(sql)
        .execute(parameters)
        .invoke(found -> found.forEach(into::add))
        .replaceWithVoid();
  }

  private static void requireSomebody(List<Row> person, UUID id) {
    if (person.isEmpty()) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no contact " + id + ".");
    }
  }

  private Shown shown(UUID id, Read read, Instant now) {
    Map<UUID, String> names = new HashMap<>();
    Map<UUID, String> enabled = new HashMap<>();
    for (Row policy : read.policies()) {
      names.put(policy.getUUID("id"), policy.getString("name"));
      if (policy.getBoolean("enabled")) {
        enabled.put(policy.getUUID("id"), policy.getString("name"));
      }
    }
    Map<UUID, Instant> waiting = new HashMap<>();
    for (Row invitation : read.invitations()) {
      if (invitation.getString("state").equals("SCHEDULED")) {
        waiting.merge(
            invitation.getUUID("policy_id"),
            instant(invitation, "due_at"),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    OffsetDateTime optedOut = read.person().getOffsetDateTime("opted_out_at");
    var standing =
        new Standing(
            optedOut == null ? null : optedOut.toInstant(),
            reaches.of(read.person()).obstacle(),
            read.decisions(),
            waiting,
            enabled);
    return new Shown(
        id.toString(),
        said(read.person().getString("name")),
        said(read.person().getString("email")),
        said(read.person().getString("time_zone")),
        said(read.person().getString("company_name")),
        consent(read.person()),
        reaches.of(read.person()).refused().stream()
            .map(Enum::name)
            .sorted()
            .collect(Collectors.joining(", ")),
        read.person().getUUID("merged_into") == null
            ? ""
            : read.person().getUUID("merged_into").toString(),
        read.merges().stream().map(this::merged).toList(),
        read.person().getOffsetDateTime("erased_at") != null,
        String.join(
            " and ", Forgetting.missing(List.of(read.person().getArrayOfStrings("forgotten_by")))),
        standing.why(names, words),
        standing.next(words, now),
        lines(read, names));
  }

  private Merged merged(Row row) {
    return new Merged(
        row.getUUID("id").toString(),
        row.getUUID("merged_id").toString(),
        words.at(instant(row, "undo_until")));
  }

  /** On what basis, from where and since when. */
  private String consent(Row person) {
    String basis = person.getString("consent_basis");
    return basis == null
        ? ""
        : "%s, %s, %s"
            .formatted(
                basis, person.getString("consent_source"), words.at(instant(person, "consent_at")));
  }

  private List<Line> lines(Read read, Map<UUID, String> names) {
    List<Line> lines = new ArrayList<>();
    read.interactions().forEach(row -> lines.add(interaction(row)));
    read.mails().forEach(row -> lines.add(mail(row, names)));
    read.decisions().forEach(entry -> lines.add(decision(entry, names)));
    for (Row row : read.invitations()) {
      if (row.getOffsetDateTime("answered_at") != null) {
        lines.add(
            new Line(
                instant(row, "answered_at"),
                "answer",
                "good",
                "Answered the question of “%s”.".formatted(name(row, names))));
      }
    }
    return lines.stream().sorted(Comparator.comparing(Line::at).reversed()).toList();
  }

  private static Line interaction(Row row) {
    String channel = row.getString("channel");
    return new Line(
        instant(row, "occurred_at"),
        "interaction",
        "",
        "%s %s%s, %s of %s.%s"
            .formatted(
                row.getString("kind"),
                row.getString("event"),
                channel == null ? "" : " by " + channel,
                row.getString("conversation"),
                row.getString("source"),
                credit(row.getString("agent"), row.getString("credit"))));
  }

  /** Nothing for what was reported before credit was kept, or was erased. */
  private static String credit(@Nullable String agent, @Nullable String credit) {
    if (credit == null) {
      return "";
    }
    String reason = Credit.valueOf(credit).reason();
    return agent == null
        ? " Credit: nobody, since %s.".formatted(reason)
        : " Credit: %s, %s.".formatted(agent, reason);
  }

  private static Line mail(Row row, Map<UUID, String> names) {
    String kind = row.getString("kind").equals("FIRST") ? "Question" : "Reminder";
    return new Line(
        instant(row, "at"),
        "mail",
        row.getString("state").equals("SENT") ? "good" : "quiet",
        "%s of “%s”: %s.".formatted(kind, name(row, names), row.getString("state")));
  }

  private Line decision(LedgerEntry entry, Map<UUID, String> names) {
    return new Line(
        entry.decidedAt(),
        "decision",
        entry.outcome() == LedgerEntry.Outcome.ASK ? "good" : "warn",
        "“%s”: %s".formatted(names.getOrDefault(entry.policyId(), "A policy"), words.of(entry)));
  }

  private static String name(Row row, Map<UUID, String> names) {
    return names.getOrDefault(row.getUUID("policy_id"), "a policy");
  }

  private static Instant instant(Row row, String column) {
    return Objects.requireNonNull(row.getOffsetDateTime(column)).toInstant();
  }

  private static String said(@Nullable String text) {
    return text == null ? "" : text;
  }
}
