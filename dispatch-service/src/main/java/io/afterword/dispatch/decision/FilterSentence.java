package io.afterword.dispatch.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter spoken aloud: "channel is EMAIL and contact.attributes.plan is not trial". */
public final class FilterSentence {
  private FilterSentence() {}

  public static String of(@Nullable Filter filter) {
    return filter == null ? "every interaction" : say(filter, false);
  }

  private static String say(Filter filter, boolean inside) {
    if (filter instanceof Filter.All all) {
      return joined(all.parts(), " and ", inside);
    }
    if (filter instanceof Filter.Any any) {
      return joined(any.parts(), " or ", inside);
    }
    if (filter instanceof Filter.Not not) {
      return negated(not.part());
    }
    return test(filter, "is");
  }

  private static String joined(List<Filter> parts, String word, boolean inside) {
    if (parts.size() == 1) {
      return say(parts.get(0), inside);
    }
    String text = parts.stream().map(part -> say(part, true)).collect(Collectors.joining(word));
    return inside ? "(" + text + ")" : text;
  }

  private static String negated(Filter part) {
    return part instanceof Filter.In in ? test(in, "is not") : "not (" + say(part, false) + ")";
  }

  private static String test(Filter filter, String is) {
    if (filter instanceof Filter.In in) {
      String values =
          in.values().stream().map(FilterSentence::value).collect(Collectors.joining(" or "));
      return "%s %s %s".formatted(in.field(), is, values);
    }
    if (filter instanceof Filter.Exists exists) {
      return exists.field() + (exists.wanted() ? " is known" : " is not known");
    }
    if (filter instanceof Filter.AtLeast atLeast) {
      return "%s is at least %s".formatted(atLeast.field(), value(atLeast.least()));
    }
    if (filter instanceof Filter.AtMost atMost) {
      return "%s is at most %s".formatted(atMost.field(), value(atMost.most()));
    }
    if (filter instanceof Filter.Matches matches) {
      return "%s looks like %s".formatted(matches.field(), matches.glob());
    }
    throw new IllegalStateException("a filter without words: " + filter);
  }

  private static String value(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
