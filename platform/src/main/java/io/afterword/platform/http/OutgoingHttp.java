package io.afterword.platform.http;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The one client for webhooks and helpdesk APIs. */
@ApplicationScoped
public class OutgoingHttp {

  public Uni<OutgoingAnswer> send(OutgoingRequest request) {
    return Uni.createFrom().failure(() -> new UnsupportedOperationException("being built"));
  }
}
