package io.afterword.scoring.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SuppressionTest {

  @Test
  void a_total_below_k_shows_nothing() {
    Suppression suppression = Suppression.of(Map.of("a", 2L, "b", 2L, "c", 0L), 5);

    assertThat(suppression.totalShown()).isFalse();
    assertThat(suppression.shown()).isEmpty();
    assertThat(suppression.noData()).containsExactly("c");
  }

  @Property
  void what_is_hidden_cannot_be_subtracted(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 20) Long> sizes,
      @ForAll @LongRange(min = 3, max = 10) long k) {
    Map<String, Long> groups = new TreeMap<>();
    sizes.forEach(size -> groups.put("g" + groups.size(), size));
    Suppression suppression = Suppression.of(groups, k);

    List<String> hidden = new ArrayList<>(suppression.primary());
    hidden.addAll(suppression.complementary());
    assertThat(Collections.disjoint(hidden, suppression.shown())).isTrue();
    assertThat(suppression.shown())
        .allSatisfy(id -> assertThat(groups.get(id)).isGreaterThanOrEqualTo(k));
    if (suppression.totalShown() && !hidden.isEmpty()) {
      long answers = hidden.stream().mapToLong(groups::get).sum();
      assertThat(hidden.size()).isGreaterThanOrEqualTo(2);
      assertThat(answers).isGreaterThanOrEqualTo(k);
    }
  }
}
