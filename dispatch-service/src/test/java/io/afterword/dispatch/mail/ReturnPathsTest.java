package io.afterword.dispatch.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dispatch.person.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathsTest {
  private static final UUID DELIVERY = UUID.fromString("0190b2c3-7d4e-7a10-8b21-c0ffee012345");

  @Test
  void every_delivery_has_an_address_that_tells_it_and_nothing_else() {
    ReturnPaths paths = ReturnPathsFor.address("bounces@blueharbour.example");
    String path = paths.of(DELIVERY).orElseThrow();

    assertThat(path).startsWith("bounces+0190b2c37d4e7a108b21c0ffee012345");
    assertThat(EmailAddress.parse(path)).isPresent();
    assertThat(paths.read(path)).contains(DELIVERY);
    assertThat(paths.read("<" + path.toUpperCase(Locale.ROOT) + ">")).contains(DELIVERY);
    assertThat(paths.of(UUID.randomUUID())).isNotEqualTo(paths.of(DELIVERY));
  }

  @Test
  void an_altered_or_made_up_token_is_nobodys() {
    ReturnPaths paths = ReturnPathsFor.address("bounces@blueharbour.example");
    String path = paths.of(DELIVERY).orElseThrow();

    assertThat(paths.read(path.replace("c0ffee", "c0ffef"))).isEmpty();
    assertThat(paths.read("bounces@blueharbour.example")).isEmpty();
    assertThat(paths.read("bounces+0190@blueharbour.example")).isEmpty();
    assertThat(new ReturnPaths(Optional.of("bounces@a.example"), "another secret here").read(path))
        .isEmpty();
  }

  @Test
  void without_a_bounce_address_mails_come_back_to_the_sender() {
    assertThat(new ReturnPaths(Optional.of(" "), "a secret").of(DELIVERY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounces", "a b@c.example", "much-too-long-for-it@blueharbour.example"})
  void an_address_that_cannot_be_used_is_refused_with_the_name_of_its_setting(String address) {
    assertThatThrownBy(() -> ReturnPathsFor.address(address))
        .hasMessageContaining("AFTERWORD_BOUNCE_ADDRESS")
        .hasMessageContaining(address);
  }
}
