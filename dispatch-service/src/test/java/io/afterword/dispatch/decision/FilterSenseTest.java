package io.afterword.dispatch.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.decision.Filter.All;
import io.afterword.dispatch.decision.Filter.Any;
import io.afterword.dispatch.decision.Filter.AtLeast;
import io.afterword.dispatch.decision.Filter.AtMost;
import io.afterword.dispatch.decision.Filter.Exists;
import io.afterword.dispatch.decision.Filter.In;
import io.afterword.dispatch.decision.Filter.Not;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FilterSenseTest {
  private static void nothing(Filter filter) {
    assertThat(FilterSense.nothingPasses(filter)).isPresent();
  }

  private static void something(Filter filter) {
    assertThat(FilterSense.nothingPasses(filter)).isEmpty();
  }

  private static In is(String field, Object value) {
    return new In(field, List.of(value));
  }

  @Test
  void what_contradicts_itself_lets_nothing_pass() {
    nothing(is("kind", "SUPORT"));
    nothing(is("event", "REOPENED"));
    nothing(is("resolved", "true"));
    nothing(new All(List.of(is("channel", "EMAIL"), is("channel", "CHAT"))));
    nothing(new All(List.of(is("channel", "EMAIL"), new Exists("channel", false))));
    nothing(new All(List.of(is("channel", "EMAIL"), new Not(is("channel", "EMAIL")))));
    nothing(
        new All(
            List.of(
                new AtLeast("facts.replies", BigDecimal.TEN),
                new AtMost("facts.replies", BigDecimal.ONE))));
    nothing(new Any(List.of(is("kind", "X"), is("kind", "Y"))));
  }

  @Test
  void what_makes_sense_is_left_alone() {
    something(is("kind", "SUPPORT"));
    something(new In("event", List.of("REPLIED", "REOPENED")));
    something(new All(List.of(is("channel", "EMAIL"), is("team", "CHAT"))));
    something(new All(List.of(is("closedBy", "AGENT"), new Not(is("closedBy", "BOT")))));
    something(new Any(List.of(is("kind", "X"), is("kind", "SALES"))));
    something(new Not(is("channel", "EMAIL")));
    something(new Not(is("resolved", true)));
    something(
        new All(
            List.of(
                new AtLeast("facts.replies", BigDecimal.ONE),
                new AtMost("facts.replies", BigDecimal.ONE))));
    something(
        new All(List.of(is("facts.a", new BigDecimal("3.0")), is("facts.a", new BigDecimal("3")))));
  }

  /** What a filter lets pass is never called senseless. */
  @Property(tries = 500)
  void a_filter_that_something_passes_makes_sense(@ForAll("filters") Filter filter) {
    if (filter.accepts(Given.closed(Given.NOON))) {
      something(filter);
    }
  }

  @Provide
  Arbitrary<Filter> filters() {
    Arbitrary<Filter> tests =
        Arbitraries.of(
            is("channel", "EMAIL"),
            is("channel", "CHAT"),
            is("kind", "SUPPORT"),
            is("kind", "SALES"),
            is("event", "COMPLETED"),
            is("event", "MERGED"),
            is("resolved", true),
            is("resolved", false),
            new Exists("stage", false),
            new Exists("stage", true),
            new Exists("facts.replies", true),
            new AtLeast("facts.replies", BigDecimal.ONE),
            new AtMost("facts.replies", BigDecimal.TEN),
            new AtMost("facts.replies", BigDecimal.ONE));
    return Arbitraries.recursive(
        () -> tests,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMinSize(1).ofMaxSize(3).map(All::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(Any::new),
                inner.map(Not::new)),
        0,
        3);
  }
}
