package io.afterword.scoring.selection;

import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From the names of segments and members to their numbers, and back. */
@ApplicationScoped
public class SegmentNames {
  private final Members members;

  SegmentNames(Members members) {
    this.members = members;
  }

  /** The members with these values; what no answer ever had is left out. */
  Uni<Map<Segment, Short>> members(
      Map<String, String> values, Function<String, Segment> segmentOfName) {
    Map<Segment, String> wanted = new EnumMap<>(Segment.class);
    values.forEach((name, value) -> wanted.put(segmentOfName.apply(name), value));
    Map<Segment, Short> found = new EnumMap<>(Segment.class);
    return Multi.createFrom()
        .iterable(wanted.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            term ->
                members
                    .find(term.getKey(), term.getValue())
                    .invoke(
                        id -> {
                          if (id != null) {
                            found.put(term.getKey(), id);
                          }
                        }))
        .collect()
        .last()
        .replaceWith(found);
  }

  /** The members in these rows, by segment and number. */
  public Uni<Map<Segment, Map<Integer, Member>>> describe(
      List<Segment> segments, List<TallyRow> rows) {
    Map<Segment, Map<Integer, Member>> all = new EnumMap<>(Segment.class);
    return Multi.createFrom()
        .iterable(segments)
        .onItem()
        .transformToUniAndConcatenate(
            segment ->
                describe(segment, ids(rows, segments.indexOf(segment)))
                    .invoke(known -> all.put(segment, known)))
        .collect()
        .last()
        .replaceWith(all);
  }

  private static Set<Integer> ids(List<TallyRow> rows, int place) {
    return rows.stream().map(row -> row.members().get(place)).collect(Collectors.toSet());
  }

  private Uni<Map<Integer, Member>> describe(Segment segment, Set<Integer> ids) {
    return members
        .describe(segment, ids)
        .map(
            known -> {
              ids.forEach(id -> known.putIfAbsent(id, Member.unnamed(id)));
              return known;
            });
  }

  /** The values that programs know them by, each once; without that of "not given". */
  Uni<Set<String>> values(Segment segment, List<TallyRow> rows) {
    return describe(segment, ids(rows, 0))
        .map(
            known ->
                known.values().stream()
                    .map(Member::value)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
  }

  /** Their names for people, each once. */
  Uni<List<String>> of(Segment segment, List<TallyRow> rows) {
    return describe(segment, ids(rows, 0))
        .map(
            known ->
                rows.stream()
                    .map(row -> Objects.requireNonNull(known.get(row.members().get(0))).name())
                    .distinct()
                    .sorted()
                    .toList());
  }
}
