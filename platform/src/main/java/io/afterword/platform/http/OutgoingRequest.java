package io.afterword.platform.http;

import java.net.URI;
import java.util.Map;

/**
 * A request to somebody else's server.
 *
 * @param body sent as UTF-8; empty for none
 */
public record OutgoingRequest(String method, URI uri, Map<String, String> headers, String body) {
  public OutgoingRequest {
    headers = Map.copyOf(headers);
  }

  public static OutgoingRequest get(URI uri, Map<String, String> headers) {
    return new OutgoingRequest("GET", uri, headers, "");
  }

  public static OutgoingRequest post(URI uri, Map<String, String> headers, String body) {
    return new OutgoingRequest("POST", uri, headers, body);
  }
}
