package io.afterword.platform.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where we may be sent by somebody who may register an address. Pure. */
final class OutgoingRules {
  private final boolean allowHttp;
  private final List<Network> allowed;

  OutgoingRules(boolean allowHttp, List<Network> allowed) {
    this.allowHttp = allowHttp;
    this.allowed = List.copyOf(allowed);
  }

  /** Why this address is refused before its name is looked up; empty if it is not. */
  Optional<String> refuse(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
      return Optional.of("the address must begin with https://");
    }
    if (uri.getHost() == null) {
      return Optional.of("the address has no host name");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("the address must not hold a user name or password");
    }
    return Optional.empty();
  }

  /**
   * The address to connect to. If any of a name's addresses is refused, all are: a name that leads
   * both outside and inside is not an honest one.
   */
  Optional<InetAddress> choose(List<InetAddress> resolved) {
    boolean honest = !resolved.isEmpty() && resolved.stream().allMatch(this::allows);
    return honest ? Optional.of(resolved.get(0)) : Optional.empty();
  }

  private boolean allows(InetAddress address) {
    return !Network.isSpecial(address)
        || allowed.stream().anyMatch(network -> network.contains(address));
  }
}
