package io.afterword.platform.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in plain words what belongs in a field, with an example where the form is not obvious. */
final class ExpectedValue {
  private static final String WHOLE_NUMBER = "a whole number";
  private static final String NUMBER = "a number";
  private static final Map<Class<?>, String> KNOWN =
      Map.ofEntries(
          Map.entry(BigInteger.class, WHOLE_NUMBER),
          Map.entry(BigDecimal.class, NUMBER),
          Map.entry(String.class, "text"),
          Map.entry(UUID.class, "an id such as 0190d1f2-7c1e-7a3b-9f04-2d6c0a1b5e77"),
          Map.entry(Instant.class, "a time such as 2026-03-01T12:00:00Z"),
          Map.entry(OffsetDateTime.class, "a time such as 2026-03-01T12:00:00Z"),
          Map.entry(LocalDate.class, "a date such as 2026-03-01"),
          Map.entry(LocalTime.class, "a time of day such as 09:30"),
          Map.entry(Duration.class, "a duration such as PT2H"),
          Map.entry(Period.class, "a period such as P3M"),
          Map.entry(ZoneId.class, "a time zone such as Europe/Oslo"),
          Map.entry(Locale.class, "a language tag such as pt-BR"),
          Map.entry(URI.class, "an address such as https://example.com/hook"));
  private static final List<Class<?>> WHOLE =
      List.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class);
  private static final List<Class<?>> FRACTIONAL =
      List.of(double.class, Double.class, float.class, Float.class);

  private ExpectedValue() {}

  static String of(@Nullable Class<?> type) {
    if (type == null || type == Object.class) {
      return "another value";
    }
    if (WHOLE.contains(type)) {
      return WHOLE_NUMBER;
    }
    if (FRACTIONAL.contains(type)) {
      return NUMBER;
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    String known = KNOWN.get(type);
    return known != null ? known : "an object";
  }
}
