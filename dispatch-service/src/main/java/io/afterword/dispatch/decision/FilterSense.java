package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds filters that nothing can pass: a value that a closed list does not have, tests of one field
 * that exclude each other. What it does not find may still be nonsense; what it finds surely is.
 */
public final class FilterSense {
  private static final Map<String, Set<Object>> CLOSED =
      Map.of(
          "event",
          names(
              Arrays.stream(Interaction.Event.values())
                  .filter(Interaction.Event::canLeadToAsking)
                  .toArray(Enum<?>[]::new)),
          "kind",
          names(Interaction.Kind.values()),
          "initiatedBy",
          names(Interaction.Initiator.values()),
          "closedBy",
          names(Interaction.Closer.values()),
          "resolved",
          Set.of(true, false));

  private FilterSense() {}

  private static Set<Object> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Why nothing passes, as a sentence; empty when something may. */
  public static Optional<String> nothingPasses(Filter filter) {
    var tests = new ArrayList<Filter>();
    gather(filter, tests);
    for (Filter test : tests) {
      if (test instanceof Filter.Any any) {
        List<Optional<String>> parts =
            any.parts().stream().map(FilterSense::nothingPasses).toList();
        if (parts.stream().allMatch(Optional::isPresent)) {
          return parts.get(0);
        }
      }
    }
    return contradiction(tests);
  }

  /** What has to hold at once. */
  private static void gather(Filter filter, List<Filter> tests) {
    if (filter instanceof Filter.All all) {
      all.parts().forEach(part -> gather(part, tests));
    } else {
      tests.add(filter);
    }
  }

  private static Optional<String> contradiction(List<Filter> tests) {
    var allowed = new HashMap<String, Set<Object>>(CLOSED);
    var closed = new HashSet<>(CLOSED.keySet());
    var absent = new HashSet<String>();
    var least = new HashMap<String, BigDecimal>();
    var most = new HashMap<String, BigDecimal>();
    for (Filter test : tests) {
      if (test instanceof Filter.In in) {
        narrow(in, allowed, closed);
        if (allowed.getOrDefault(in.field(), Set.of()).isEmpty()) {
          return Optional.of("No interaction has such a value of " + in.field() + ".");
        }
      } else if (test instanceof Filter.Not not && not.part() instanceof Filter.In out) {
        without(out, allowed);
        if (allowed.containsKey(out.field())
            && allowed.getOrDefault(out.field(), Set.of()).isEmpty()
            && tests.stream().anyMatch(other -> wants(other, out.field()))) {
          return Optional.of("The tests of " + out.field() + " leave no value.");
        }
      } else if (test instanceof Filter.Exists exists && !exists.wanted()) {
        absent.add(exists.field());
      } else if (test instanceof Filter.AtLeast atLeast) {
        least.merge(atLeast.field(), atLeast.least(), BigDecimal::max);
      } else if (test instanceof Filter.AtMost atMost) {
        most.merge(atMost.field(), atMost.most(), BigDecimal::min);
      }
    }
    for (String field : absent) {
      if (tests.stream().anyMatch(test -> wants(test, field))) {
        return Optional.of(field + " must not be known and must have a value.");
      }
    }
    return least.entrySet().stream()
        .filter(one -> most.containsKey(one.getKey()))
        .filter(one -> one.getValue().compareTo(most.get(one.getKey())) > 0)
        .findFirst()
        .map(one -> one.getKey() + " must be at least and at most numbers that leave nothing.");
  }

  private static boolean wants(Filter test, String field) {
    boolean exists =
        test instanceof Filter.Exists known && known.wanted() && known.field().equals(field);
    boolean compares =
        !(test instanceof Filter.Exists)
            && !(test instanceof Filter.Not)
            && !(test instanceof Filter.Any)
            && fields(test).contains(field);
    return exists || compares;
  }

  private static void narrow(Filter.In in, Map<String, Set<Object>> allowed, Set<String> closed) {
    var values = new HashSet<Object>();
    in.values().forEach(value -> values.add(comparable(value)));
    if (closed.add(in.field())) {
      allowed.put(in.field(), values);
    } else {
      values.retainAll(allowed.getOrDefault(in.field(), Set.of()));
      allowed.put(in.field(), values);
    }
  }

  private static void without(Filter.In out, Map<String, Set<Object>> allowed) {
    Set<Object> before = allowed.get(out.field());
    if (before != null) {
      var left = new HashSet<>(before);
      out.values().forEach(value -> left.remove(comparable(value)));
      allowed.put(out.field(), left);
    }
  }

  private static Object comparable(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  /** The open fields that a filter reads, such as {@code contact.attributes.plan}. */
  public static Set<String> fields(Filter filter) {
    var fields = new HashSet<String>();
    collect(filter, fields);
    return fields;
  }

  private static void collect(Filter filter, Set<String> fields) {
    if (filter instanceof Filter.All all) {
      all.parts().forEach(part -> collect(part, fields));
    } else if (filter instanceof Filter.Any any) {
      any.parts().forEach(part -> collect(part, fields));
    } else if (filter instanceof Filter.Not not) {
      collect(not.part(), fields);
    } else if (filter instanceof Filter.In in) {
      fields.add(in.field());
    } else if (filter instanceof Filter.Exists exists) {
      fields.add(exists.field());
    } else if (filter instanceof Filter.AtLeast atLeast) {
      fields.add(atLeast.field());
    } else if (filter instanceof Filter.AtMost atMost) {
      fields.add(atMost.field());
    } else if (filter instanceof Filter.Matches matches) {
      fields.add(matches.field());
    }
  }
}
