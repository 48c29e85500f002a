package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingRulesTest {
  private final OutgoingRules rules =
      new OutgoingRules(false, List.of(Network.of("10.1.0.0/16"), Network.of("fd00:1::/32")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "10.2.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void refuse_what_is_not_the_public_internet(String address) throws UnknownHostException {
    assertThat(rules.choose(List.of(address(address)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "172.32.0.1",
        "11.0.0.1",
        "2606:2800:220:1::1",
        "10.1.2.3",
        "fd00:1::7"
      })
  void let_the_public_internet_and_configured_networks_pass(String address)
      throws UnknownHostException {
    InetAddress public_ = address(address);

    assertThat(rules.choose(List.of(public_))).contains(public_);
  }

  @Test
  void refuse_a_name_that_leads_both_outside_and_inside() throws UnknownHostException {
    List<InetAddress> both = List.of(address("93.184.216.34"), address("127.0.0.1"));

    assertThat(rules.choose(both)).isEmpty();
    assertThat(rules.choose(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "ftp://example.com",
        "//example.com",
        "https:///path",
        "https://user:secret@example.com",
        "file:///etc/passwd"
      })
  void refuse_addresses_of_another_kind(String uri) {
    assertThat(rules.refuse(URI.create(uri))).isPresent();
  }

  @Test
  void let_plain_http_pass_only_where_it_is_allowed() {
    URI plain = URI.create("http://example.com/hook?a=b");

    assertThat(rules.refuse(plain)).contains("the address must begin with https://");
    assertThat(new OutgoingRules(true, List.of()).refuse(plain)).isEmpty();
    assertThat(rules.refuse(URI.create("https://example.com/hook"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0/-1", "example.com/8", ""})
  void networks_are_never_names(String text) {
    assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getAllByName(literal)[0];
  }
}
