package io.afterword.dev.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Takes spans as an OpenTelemetry collector does, OTLP over HTTP in protobuf, and keeps them. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

  /**
   * A span.
   *
   * @param parent empty for the first of a trace
   * @param links ids of the spans that it points to
   * @param began nanoseconds since 1970
   */
  record Span(
      String service,
      String trace,
      String id,
      String parent,
      String name,
      long began,
      long ended,
      Map<String, String> facts,
      List<String> links) {}

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All that came so far, in the order in which it began. */
  List<Span> spans() {
    return spans.stream().sorted(Comparator.comparingLong(Span::began)).toList();
  }

  /** Every byte that came, as text: texts of protobuf are in there as they are. */
  String text() {
    return String.join("\n", seen);
  }

  /** The traces that begin with a span of that name. */
  Map<String, List<Span>> tracesOf(String first) {
    var wanted =
        spans().stream()
            .filter(span -> span.parent().isEmpty() && span.name().equals(first))
            .map(Span::trace)
            .collect(Collectors.toSet());
    return spans().stream()
        .filter(span -> wanted.contains(span.trace()))
        .collect(Collectors.groupingBy(Span::trace));
  }

  Optional<Span> span(String id) {
    return spans.stream().filter(span -> span.id().equals(id)).findAny();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange request) throws IOException {
    byte[] body = request.getRequestBody().readAllBytes();
    seen.add(new String(body, StandardCharsets.UTF_8));
    for (Protobuf resourceSpans : Protobuf.of(body).messages(1)) {
      String service = facts(resourceSpans.messages(1).get(0), 1).getOrDefault("service.name", "");
      resourceSpans.messages(2).stream()
          .flatMap(scope -> scope.messages(2).stream())
          .forEach(span -> spans.add(span(service, span)));
    }
    request.sendResponseHeaders(200, -1);
    request.close();
  }

  private static Span span(String service, Protobuf span) {
    return new Span(
        service,
        span.hex(1),
        span.hex(2),
        span.hex(4),
        span.text(5),
        span.number(7),
        span.number(8),
        facts(span, 9),
        span.messages(13).stream().map(link -> link.hex(2)).toList());
  }

  private static Map<String, String> facts(Protobuf of, int field) {
    return of.messages(field).stream()
        .collect(Collectors.toMap(fact -> fact.text(1), fact -> fact.messages(2).get(0).text(1)));
  }
}
