package io.afterword.scoring.drilldown;

import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.AnswerFilter;
import io.afterword.scoring.tally.Cut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads answers with their responses and the names of their members. */
@ApplicationScoped
class AnswerReader {
  private static final String SEGMENTS =
      Arrays.stream(Segment.values())
          .map(segment -> "a." + segment.column())
          .collect(Collectors.joining(", "));
  private static final String FACTS =
      Arrays.stream(NumberFact.values())
          .map(fact -> "a." + fact.column())
          .collect(Collectors.joining(", "));

  private final Reads reads;
  private final Members members;
  private final Segments segments;

  AnswerReader(Reads reads, Members members, Segments segments) {
    this.reads = reads;
    this.members = members;
    this.segments = segments;
  }

  Uni<List<CountedAnswer>> read(AnswerQuestion question, Selected selected, int limit) {
    AnswerFilter filter = AnswerFilter.of(selected.query(Cut.NONE));
    List<Object> parameters = new ArrayList<>(filter.parameters());
    StringBuilder more = new StringBuilder();
    if (!question.ratings().isEmpty()) {
      parameters.add(question.ratings().stream().map(Integer::shortValue).toArray(Short[]::new));
      more.append(" and rating = any($").append(parameters.size()).append(')');
    }
    if (!question.hours().isEmpty()) {
      parameters.add(question.hours().stream().map(Integer::shortValue).toArray(Short[]::new));
      more.append(" and hour_of_week = any($").append(parameters.size()).append(')');
    }
    if (question.after() != null) {
      parameters.add(question.after().day());
      parameters.add(question.after().response());
      more.append(" and (day, response_id) < ($")
          .append(parameters.size() - 1)
          .append(", $")
          .append(parameters.size())
          .append(')');
    }
    String sql =
        """
        select a.response_id, r.survey_id, s.question, a.rating, a.day, a.hour_of_week, %1$s, %2$s,
               r.first_answered_at, r.comment, r.invitation_id, r.source, r.conversation, r.conversation_url,
               r.contact_id, r.contact_name, r.company_name
          from (select * from answer where %3$s%4$s order by day desc, response_id desc limit %5$d) a
          join response r on r.slot = a.slot and r.response_id = a.response_id
          join series s on s.id = a.series
         order by a.day desc, a.response_id desc
        """
            .formatted(SEGMENTS, FACTS, filter.condition(), more, limit);
    return reads
        .ask(sql, Tuple.from(parameters))
        .chain(rows -> members.describe(ids(rows)).map(names -> answers(rows, names)));
  }

  private static Map<Segment, Set<Integer>> ids(RowSet<Row> rows) {
    Map<Segment, Set<Integer>> ids = new EnumMap<>(Segment.class);
    for (Row row : rows) {
      for (Segment segment : Segment.values()) {
        ids.computeIfAbsent(segment, none -> new HashSet<>())
            .add((int) row.getShort(segment.column()));
      }
    }
    return ids;
  }

  private List<CountedAnswer> answers(RowSet<Row> rows, Map<Segment, Map<Integer, Member>> names) {
    Map<Segment, String> segmentNames = segments.byName();
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> answer(row, names, segmentNames))
        .toList();
  }

  private static CountedAnswer answer(
      Row row, Map<Segment, Map<Integer, Member>> names, Map<Segment, String> segmentNames) {
    return new CountedAnswer(
        row.getUUID("response_id"),
        row.getUUID("survey_id"),
        row.getString("question"),
        row.getShort("rating"),
        row.getLocalDate("day"),
        row.getShort("hour_of_week"),
        row.getOffsetDateTime("first_answered_at").toInstant(),
        members(row, names, segmentNames),
        facts(row),
        row.getString("comment"),
        row.getUUID("invitation_id"),
        conversation(row),
        contact(row));
  }

  private static Map<String, String> members(
      Row row, Map<Segment, Map<Integer, Member>> names, Map<Segment, String> segmentNames) {
    Map<String, String> members = new TreeMap<>();
    segmentNames.forEach(
        (segment, name) -> {
          Member member =
              names.getOrDefault(segment, Map.of()).get((int) row.getShort(segment.column()));
          if (member != null && member.value() != null) {
            members.put(name, member.value());
          }
        });
    return members;
  }

  private static Map<String, Integer> facts(Row row) {
    Map<String, Integer> facts = new LinkedHashMap<>();
    for (NumberFact fact : NumberFact.values()) {
      Integer value = row.getInteger(fact.column());
      if (value != null) {
        facts.put(fact.reserved(), value);
      }
    }
    return facts;
  }

  private static CountedAnswer.@Nullable Conversation conversation(Row row) {
    String id = row.getString("conversation");
    return id == null
        ? null
        : new CountedAnswer.Conversation(
            row.getString("source"), id, row.getString("conversation_url"));
  }

  private static CountedAnswer.@Nullable Person contact(Row row) {
    String id = row.getString("contact_id");
    return id == null
        ? null
        : new CountedAnswer.Person(
            id, row.getString("contact_name"), row.getString("company_name"));
  }
}
