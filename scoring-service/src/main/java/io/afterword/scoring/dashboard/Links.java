package io.afterword.scoring.dashboard;

import io.afterword.scoring.tally.Days;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From a figure to the answers and conversations behind it. */
final class Links {
  private Links() {}

  /** All of these days. */
  static String answers(Look look, Days days) {
    return "/scores/answers?" + look.query(days);
  }

  static String rated(Look look, String rating) {
    return answers(look, look.days()) + "&rating=" + rating;
  }

  static String of(Look look, String segment, String value) {
    return answers(look, look.days()) + filter(segment, value);
  }

  /** So many hours of the week from this one on, of these members. */
  static String hours(Look look, Map<String, String> members, int first, int hours) {
    return answers(look, look.days())
        + members.entrySet().stream()
            .map(each -> filter(each.getKey(), each.getValue()))
            .collect(Collectors.joining())
        + IntStream.range(first, first + hours)
            .mapToObj(hour -> "&hourOfWeek=" + hour)
            .collect(Collectors.joining());
  }

  private static String filter(String segment, String value) {
    return "&filter=" + URLEncoder.encode(segment + ":" + value, StandardCharsets.UTF_8);
  }
}
