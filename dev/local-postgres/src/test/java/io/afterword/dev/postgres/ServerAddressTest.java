package io.afterword.dev.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://db.example:6543/ignored,                 db.example, 6543, postgres, ''",
    "postgres://ada@db.example,                            db.example, 5432, ada,      ''",
    "postgresql://ada:p%40ss+1@db.example/x,               db.example, 5432, ada,      p@ss+1",
    "jdbc:postgresql://db.example:1/x?user=ada&password=s, db.example, 1,    ada,      s",
  })
  void reads_what_people_write(
      String url, String host, int port, String username, String password) {
    assertThat(ServerAddress.parse(url))
        .isEqualTo(new ServerAddress(host, port, username, password, Map.of()));
  }

  @Test
  void hands_parameters_on_to_every_client() {
    ServerAddress address = ServerAddress.parse("postgresql://db.example/?sslmode=require");
    assertThat(address.jdbcUrl("survey"))
        .isEqualTo("jdbc:postgresql://db.example:5432/survey?sslmode=require");
    assertThat(address.reactiveUrl("survey"))
        .isEqualTo("postgresql://db.example:5432/survey?sslmode=require");
  }

  @Test
  void writes_what_it_reads() {
    String url = "postgresql://ada:p%40ss%20word@db.example:6543?sslmode=require";
    assertThat(ServerAddress.parse(url).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://db.example", "db.example:5432", "postgresql://", "postgres://a b"})
  void refuses_what_is_no_address_without_repeating_it(String url) {
    assertThatThrownBy(() -> ServerAddress.parse(url))
        .hasMessage("The PostgreSQL address must look like postgresql://user:password@host:5432.");
  }
}
