package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.test.Detective;
import io.afterword.dev.test.Detective.Clue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People who answer an anonymous survey, and somebody who has all rows of all tables of the three
 * databases and wants to know who said what.
 */
final class AnonymousRound {
  private static final int PEOPLE = 40;

  /**
   * Guessing gets one right on average; fifteen by chance come once in 10^12 ways of joining, and
   * there are some 10^5.
   */
  private static final double CHANCE = 14.5;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SAID = Pattern.compile("said by (\\d+)\\.");

  private final World world;
  private final Visitor program;
  private final String round = UUID.randomUUID().toString();
  private final Map<Integer, List<String>> names = new HashMap<>();

  AnonymousRound(World world, Visitor program) {
    this.world = world;
    this.program = program;
  }

  /** Everybody is asked and answers, in the order in which they are asked. */
  void answer(Instant now) {
    String survey = survey();
    policy(survey);
    for (int person = 0; person < PEOPLE; person++) {
      meet(person, now);
    }
    List<Mail> mails =
        Await.until(
            PATIENCE,
            () ->
                world.suite().inbox().mails().stream()
                    .filter(mail -> mail.recipient().contains(round))
                    .sorted((one, other) -> one.recipient().compareTo(other.recipient()))
                    .toList(),
            found -> found.size() == PEOPLE,
            "not everybody was asked anonymously");
    for (int person = 0; person < PEOPLE; person++) {
      new Respondent(Duration.ZERO)
          .answer(Respondent.link(mails.get(person).html(), 4), 4, "said by " + person + ".");
    }
  }

  private String survey() {
    String survey =
        program
            .postJson(
                at("/v1/surveys"),
                Map.of("template", "csat-1-5", "anonymous", Map.of("segments", List.of("channel"))))
            .expectSuccess()
            .text("/id");
    program.postJson(at("/v1/surveys/" + survey + "/publish"), Map.of()).expectSuccess();
    return survey;
  }

  private void policy(String survey) {
    Map<String, Object> policy =
        Map.of(
            "name",
            "Anonymously",
            "surveyId",
            survey,
            "trigger",
            Map.of("type", "PER_INTERACTION"),
            "delay",
            "PT0S",
            "filter",
            Map.of("field", "kind", "is", "VISIT"));
    Await.until(
            PATIENCE,
            () -> program.postJson(at("/v1/policies"), policy),
            answer -> answer.status() != 422,
            "the anonymous policy was not accepted")
        .expectSuccess();
  }

  private void meet(int person, Instant now) {
    String address = "visitor-%02d-%s@example.org".formatted(person, round);
    String id = "visit-%02d-%s".formatted(person, round);
    JsonNode told =
        program
            .postJson(
                at("/v1/interactions"),
                Map.of(
                    "source",
                    "shop",
                    "id",
                    id,
                    "kind",
                    "VISIT",
                    "channel",
                    "SHOP",
                    "occurredAt",
                    now.toString(),
                    "contact",
                    Map.of("email", address)))
            .expectSuccess()
            .json();
    String invitation = told.at("/interactions/0/decisions").findValue("invitationId").asText();
    names.put(person, new ArrayList<>(List.of(address, id, invitation)));
  }

  private URI at(String path) {
    return world.suite().frontUrl().resolve(path);
  }

  /** Where it is from, and how many rows of the same kind the person has before it. */
  private record Place(String table, int nth) {}

  /** What somebody finds who has everything. */
  void check() {
    Await.until(
        PATIENCE, this::answersScored, count -> count == PEOPLE, "the week's answers did not come");
    learnKeys();
    Map<Place, List<Clue>> people = new HashMap<>();
    Map<Place, List<Clue>> answers = new HashMap<>();
    for (ServiceKind kind : ServiceKind.values()) {
      read(kind, people, answers);
    }
    keepWhole(people.values());
    keepWhole(answers.values());
    // Both sides were found: in the tables that must have them, and in copies of them.
    assertThat(people.keySet())
        .extracting(Place::table)
        .contains("DISPATCH.contact", "DISPATCH.invitation", "DISPATCH.delivery", "SURVEY.link");
    assertThat(answers.keySet())
        .extracting(Place::table)
        .contains("SURVEY.response", "SURVEY.outbox");
    assertThat(answers.keySet()).anyMatch(place -> place.table().startsWith("SCORING."));
    answers.forEach(
        (what, said) ->
            people.forEach(
                (who, asked) ->
                    assertThat(Detective.best(asked, said))
                        .as("%s with %s", who, what)
                        .satisfies(guess -> assertThat(guess.right()).isLessThan(CHANCE))));
    // The detective is a good one: who is known by one table is known by the other.
    List<Clue> invited = require(people, "DISPATCH.invitation");
    List<Clue> linked = require(people, "SURVEY.link");
    assertThat(Detective.best(invited, linked).right()).isEqualTo(PEOPLE);
  }

  private static List<Clue> require(Map<Place, List<Clue>> people, String table) {
    return Objects.requireNonNull(people.get(new Place(table, 0)));
  }

  private long answersScored() {
    return rows(
            ServiceKind.SCORING,
            "select response_id::text from response where comment like 'said by %'")
        .size();
  }

  /** Ids of contacts and hashes of links name people too. */
  private void learnKeys() {
    names.forEach(
        (person, known) -> {
          String address = known.get(0);
          String invitation = known.get(2);
          known.addAll(
              rows(
                  ServiceKind.DISPATCH,
                  "select id::text from contact where address = '" + address + "'"));
          known.addAll(
              rows(
                  ServiceKind.SURVEY,
                  "select encode(key_hash, 'hex') from link where invitation_id = '"
                      + invitation
                      + "'"));
        });
  }

  private void read(
      ServiceKind kind, Map<Place, List<Clue>> people, Map<Place, List<Clue>> answers) {
    List<String> tables =
        rows(
            kind,
            "select quote_ident(table_name) from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'");
    for (String table : tables) {
      Map<Integer, Integer> seenPeople = new HashMap<>();
      Map<Integer, Integer> seenAnswers = new HashMap<>();
      for (String row :
          rows(
              kind,
              "select (to_jsonb(t) || jsonb_build_object('xmin', t.xmin::text::bigint, 'place',"
                  + " (t.ctid::text::point)[0] * 1000 + (t.ctid::text::point)[1]))::text"
                  + " from only "
                  + table
                  + " t order by ctid")) {
        String name = kind + "." + table;
        Integer person = personIn(row);
        Matcher said = SAID.matcher(row);
        if (said.find()) {
          int who = Integer.parseInt(said.group(1));
          assertThat(person).as("a row of %s says who said what", name).isNull();
          int nth = seenAnswers.merge(who, 1, Integer::sum) - 1;
          answers
              .computeIfAbsent(new Place(name, nth), place -> new ArrayList<>())
              .add(new Clue(who, values(said.replaceAll(""))));
        } else if (person != null) {
          int nth = seenPeople.merge(person, 1, Integer::sum) - 1;
          people
              .computeIfAbsent(new Place(name, nth), place -> new ArrayList<>())
              .add(new Clue(person, values(row)));
        }
      }
    }
  }

  private static void keepWhole(Collection<List<Clue>> sides) {
    sides.removeIf(side -> side.size() != PEOPLE);
  }

  private @Nullable Integer personIn(String row) {
    for (Map.Entry<Integer, List<String>> known : names.entrySet()) {
      if (known.getValue().stream().anyMatch(row::contains)) {
        return known.getKey();
      }
    }
    return null;
  }

  /** Columns, and what JSON in them says, as texts that sort as their values do. */
  private static Map<String, String> values(String row) {
    Map<String, String> values = new TreeMap<>();
    try {
      flatten("", JSON.readTree(row), values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static void flatten(String at, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> flatten(at + "/" + field.getKey(), field.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(at + "/" + i, node.get(i), values);
      }
    } else {
      values.put(at, node.isNumber() ? "%030.6f".formatted(node.decimalValue()) : node.asText());
    }
  }

  private List<String> rows(ServiceKind kind, String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = world.suite().postgres().connect(world.suite().database(kind));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
