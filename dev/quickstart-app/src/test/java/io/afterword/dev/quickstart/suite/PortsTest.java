package io.afterword.dev.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void free_ones_differ_and_are_free() {
    Ports ports = Ports.free();
    assertThat(
            Set.of(
                ports.front(),
                ports.survey(),
                ports.dispatch(),
                ports.scoring(),
                ports.inbox(),
                ports.smtp()))
        .hasSize(6)
        .allMatch(port -> port >= 20_000 && port < 32_000);
    assertThatCode(ports::requireFree).doesNotThrowAnyException();
  }

  @Test
  void all_taken_ones_are_named_in_one_sentence() throws Exception {
    Ports free = Ports.free();
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          new Ports(
              free.front(),
              one.getLocalPort(),
              free.dispatch(),
              free.scoring(),
              two.getLocalPort(),
              free.smtp());
      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(SuiteException.class)
          .hasMessage(
              "Another program listens on port %d (survey-service), %d (the inbox's page); stop it"
                  + " and start again.",
              one.getLocalPort(), two.getLocalPort());
    }
  }
}
