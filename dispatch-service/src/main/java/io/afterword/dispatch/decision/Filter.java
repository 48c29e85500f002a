package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.interaction.InteractionField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which interactions a policy is about. A field that the report did not mention fails every
 * comparison; {@link Exists} asks for that on purpose.
 */
public sealed interface Filter {

  boolean accepts(Interaction interaction);

  /** Every part accepts. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean accepts(Interaction interaction) {
      return parts.stream().allMatch(part -> part.accepts(interaction));
    }
  }

  /** At least one part accepts. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean accepts(Interaction interaction) {
      return parts.stream().anyMatch(part -> part.accepts(interaction));
    }
  }

  /** The part does not accept. */
  record Not(Filter part) implements Filter {
    @Override
    public boolean accepts(Interaction interaction) {
      return !part.accepts(interaction);
    }
  }

  /** The field's value is one of these: text, numbers, booleans. One value is {@code is}. */
  record In(String field, List<Object> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public boolean accepts(Interaction interaction) {
      Object value = valueOf(field, interaction);
      return value != null && values.stream().anyMatch(wanted -> same(wanted, value));
    }

    private static boolean same(Object wanted, Object value) {
      if (wanted instanceof BigDecimal number && value instanceof BigDecimal other) {
        return number.compareTo(other) == 0;
      }
      return wanted.equals(value);
    }
  }

  /** The field is there, or is not. */
  record Exists(String field, boolean wanted) implements Filter {
    @Override
    public boolean accepts(Interaction interaction) {
      return (valueOf(field, interaction) != null) == wanted;
    }
  }

  /** The field is a number of at least this. */
  record AtLeast(String field, BigDecimal least) implements Filter {
    @Override
    public boolean accepts(Interaction interaction) {
      return valueOf(field, interaction) instanceof BigDecimal number
          && number.compareTo(least) >= 0;
    }
  }

  /** The field is a number of at most this. */
  record AtMost(String field, BigDecimal most) implements Filter {
    @Override
    public boolean accepts(Interaction interaction) {
      return valueOf(field, interaction) instanceof BigDecimal number
          && number.compareTo(most) <= 0;
    }
  }

  /** The field is text that fits a glob: * is any run of characters, ? is one; case is ignored. */
  record Matches(String field, String glob) implements Filter {
    @Override
    public boolean accepts(Interaction interaction) {
      return valueOf(field, interaction) instanceof String text
          && fits(glob.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }

    /** Greedy with one point of return: linear in practice, never exponential as a regex may be. */
    static boolean fits(String glob, String text) {
      int g = 0;
      int t = 0;
      int star = -1;
      int returnTo = 0;
      while (t < text.length()) {
        if (g < glob.length() && glob.charAt(g) == '*') {
          star = g++;
          returnTo = t;
        } else if (g < glob.length() && standsFor(glob.charAt(g), text.charAt(t))) {
          g++;
          t++;
        } else if (star >= 0) {
          g = star + 1;
          t = ++returnTo;
        } else {
          return false;
        }
      }
      while (g < glob.length() && glob.charAt(g) == '*') {
        g++;
      }
      return g == glob.length();
    }

    private static boolean standsFor(char glob, char text) {
      return glob == '?' || glob == text;
    }
  }

  private static @Nullable Object valueOf(String field, Interaction interaction) {
    return InteractionField.named(field).map(found -> found.of(interaction)).orElse(null);
  }
}
