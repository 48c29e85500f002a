package io.afterword.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2 AA, computed from the custom properties of the stylesheet. */
class StylesheetTest {
  private static final String CSS = Assets.read(Assets.STYLESHEET);
  private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

  /** Text, on what it stands: 1.4.3, at least 4.5 to 1. */
  @ParameterizedTest
  @CsvSource({
    "ink, ground",
    "ink, surface",
    "ink, sunken",
    "soft-ink, ground",
    "soft-ink, surface",
    "soft-ink, sunken",
    "accent, ground",
    "accent, surface",
    "accent, accent-tint",
    "accent-hover, ground",
    "accent-hover, surface",
    "on-accent, accent",
    "on-accent, accent-hover",
    "good, good-tint",
    "bad, bad-tint",
    "bad, surface",
    "bad, ground",
    "warn, warn-tint",
    "quiet, quiet-tint",
    "ink, accent-tint",
    "ink, good-tint",
    "ink, bad-tint",
    "ink, warn-tint",
    "ink, quiet-tint"
  })
  void text_can_be_read_in_light_and_dark(String text, String on) {
    assertThat(contrast(light(), text, on)).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(dark(), text, on)).isGreaterThanOrEqualTo(4.5);
  }

  /** Borders of controls, focus rings and parts of drawings: 1.4.11, at least 3 to 1. */
  @ParameterizedTest
  @CsvSource({
    "edge, surface",
    "edge, ground",
    "focus, surface",
    "focus, ground",
    "focus, sunken",
    "accent, sunken",
    "good, sunken",
    "bad, sunken",
    "warn, sunken",
    "edge, sunken"
  })
  void controls_and_drawings_can_be_seen_in_light_and_dark(String part, String on) {
    assertThat(contrast(light(), part, on)).isGreaterThanOrEqualTo(3);
    assertThat(contrast(dark(), part, on)).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(prefers-color-scheme: dark)",
        "(prefers-contrast: more)",
        "(forced-colors: active)",
        "(prefers-reduced-motion: no-preference)",
        "print"
      })
  void the_reader_s_wishes_are_met_without_a_script(String wish) {
    assertThat(CSS).contains("@media " + wish);
  }

  @ParameterizedTest
  @ValueSource(strings = {"var\\(--([a-z-]+)"})
  void every_token_that_is_used_is_defined(String use) {
    Set<String> used = new HashSet<>();
    Pattern.compile(use).matcher(CSS).results().forEach(found -> used.add(found.group(1)));
    assertThat(used).isNotEmpty().allMatch(token -> CSS.contains("--" + token + ":"));
  }

  private static Map<String, String> light() {
    return tokens(block(":root {"));
  }

  private static Map<String, String> dark() {
    Map<String, String> tokens = light();
    tokens.putAll(tokens(block("@media (prefers-color-scheme: dark) {")));
    return tokens;
  }

  /** From the line that opens a block to the first line that closes its declarations. */
  private static String block(String opening) {
    int start = CSS.indexOf(opening);
    assertThat(start).as(opening).isNotNegative();
    return CSS.substring(start, CSS.indexOf('}', start));
  }

  private static Map<String, String> tokens(String block) {
    Map<String, String> tokens = new HashMap<>();
    TOKEN.matcher(block).results().forEach(found -> tokens.put(found.group(1), found.group(2)));
    return tokens;
  }

  private static double contrast(Map<String, String> tokens, String one, String other) {
    double a = luminance(tokens, one);
    double b = luminance(tokens, other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Relative luminance, 0 to 1, as WCAG defines it for sRGB. */
  private static double luminance(Map<String, String> tokens, String token) {
    String colour = Objects.requireNonNull(tokens.get(token), token);
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
