package io.afterword.dev.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a server listens and who may come in.
 *
 * @param parameters what follows the question mark of its URL, handed on to every client
 */
record ServerAddress(
    String host, int port, String username, String password, Map<String, String> parameters) {
  private static final int DEFAULT_PORT = 5432;

  static ServerAddress trusted(int port) {
    return new ServerAddress("127.0.0.1", port, "postgres", "", Map.of());
  }

  /**
   * Reads {@code postgresql://user:password@host:port/db?sslmode=require}, {@code postgres://...}
   * or the JDBC form with {@code user} and {@code password} as parameters. The database is not
   * read: each service has its own.
   */
  static ServerAddress parse(String url) {
    URI uri = uri(url);
    Map<String, String> parameters = parameters(uri);
    String[] given =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String user = parameters.remove("user");
    String secret = parameters.remove("password");
    return new ServerAddress(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        given.length > 0 ? decode(given[0]) : user == null ? "postgres" : user,
        given.length > 1 ? decode(given[1]) : secret == null ? "" : secret,
        parameters);
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database + query();
  }

  String reactiveUrl(String database) {
    return "postgresql://" + host + ":" + port + "/" + database + query();
  }

  /** With user and password, as people write it. */
  String url() {
    String secret = password.isEmpty() ? "" : ":" + encode(password);
    return "postgresql://" + encode(username) + secret + "@" + host + ":" + port + query();
  }

  private String query() {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", "?", ""));
  }

  private static URI uri(String url) {
    String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    try {
      URI uri = new URI(plain);
      boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (known && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The same sentence as for an address that parses and is none; it must not repeat a password.
    }
    throw new LocalPostgresException(
        "The PostgreSQL address must look like postgresql://user:password@host:5432.");
  }

  private static Map<String, String> parameters(URI uri) {
    if (uri.getRawQuery() == null) {
      return new TreeMap<>();
    }
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> pair.length > 1 ? pair[1] : "",
                (first, second) -> second,
                TreeMap::new));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    // A plus is a plus in a user name; only form bodies use it for a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
