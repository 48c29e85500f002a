package io.afterword.platform.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The faults are those that the configuration's own library reports. */
class StartFaultTest {

  /** A setting of each kind. */
  @ConfigMapping(prefix = "afterword.things")
  interface Things {
    String secret();

    URI url();

    Duration pause();

    ZoneId zone();
  }

  @Test
  void a_secret_that_is_nowhere_is_named_with_its_variable() {
    assertThat(sentence(Map.of("afterword.things.secret", "${AFTERWORD_THE_SECRET}")))
        .contains(
            "afterword.things.secret (AFTERWORD_THE_SECRET) is not set. Set it to 32 or more random"
                + " characters, for example the output of: openssl rand -base64 48.");
  }

  @Test
  void everything_that_is_missing_is_said_at_once() {
    assertThat(sentence(Map.of("afterword.things.zone", "UTC")))
        .contains(
            "afterword.things.secret (AFTERWORD_THINGS_SECRET) is not set.",
            "afterword.things.url (AFTERWORD_THINGS_URL) is not set. Set it to an address such as"
                + " https://afterword.example.com.",
            "afterword.things.pause (AFTERWORD_THINGS_PAUSE) is not set.")
        .doesNotContain("zone");
  }

  @Test
  void what_cannot_be_read_is_shown_with_a_good_value() {
    assertThat(
            sentence(
                Map.of(
                    "afterword.things.secret", "a secret",
                    "afterword.things.url", "not an address",
                    "afterword.things.pause", "soon",
                    "afterword.things.zone", "Oslo")))
        .contains(
            "afterword.things.url (AFTERWORD_THINGS_URL) cannot be \"not an address\". Set it to an"
                + " address such as https://afterword.example.com.",
            "afterword.things.pause (AFTERWORD_THINGS_PAUSE) cannot be \"soon\".",
            "a duration is written as PT30S",
            "afterword.things.zone (AFTERWORD_THINGS_ZONE) cannot be \"Oslo\". Set it to a time"
                + " zone such as Europe/Oslo.")
        .doesNotContain("a secret");
  }

  @Test
  void what_a_bean_asks_for_by_its_name_is_named_as_well() {
    String said =
        "Failed to load config value of type class java.time.ZoneId for: afterword.a.zone";
    assertThat(StartFault.sentence(new RuntimeException(said + "\n" + said + "\n")))
        .isEqualTo(
            "afterword.a.zone (AFTERWORD_A_ZONE) cannot be what it is. Set it to a time zone such as"
                + " Europe/Oslo.");
  }

  @Test
  void what_the_service_itself_says_stays_as_it_is() {
    assertThat(
            StartFault.sentence(
                new RuntimeException("Failed to start", new IllegalStateException("Set it."))))
        .isEqualTo("Set it.");
  }

  private static String sentence(Map<String, String> properties) {
    Throwable failure =
        catchThrowable(
            () ->
                new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .withMapping(Things.class)
                    .build());
    return StartFault.sentence(new RuntimeException("Failed to start quarkus", failure));
  }
}
