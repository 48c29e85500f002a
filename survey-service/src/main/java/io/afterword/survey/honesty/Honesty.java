package io.afterword.survey.honesty;

import io.afterword.platform.http.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches how links are used and says what speaks against an answer. Addresses are not kept. */
@ApplicationScoped
public class Honesty {

  private final Traces traces = new Traces();
  private final Sightings sightings;
  private final Duration fastest;
  private final List<Network> scanners;
  private final Clock clock;

  Honesty(Sightings sightings, HonestyConfig config, Clock clock) {
    this.sightings = sightings;
    this.fastest = config.fastest();
    this.scanners = config.scannerNetworks().orElse(Set.of()).stream().map(Network::of).toList();
    this.clock = clock;
  }

  /**
   * A link, as far as watching it needs to know it.
   *
   * @param anonymous whether nothing may be kept of it beyond this process
   */
  public record Watched(String key, boolean anonymous) {}

  /**
   * One post.
   *
   * @param rating of the scored question; empty without one
   * @param view of the page that it comes from: the token of its form
   * @param issued when that view was made, if it says so
   * @param touched what the page's script says: 1 after a trusted input, 0 before; absent without
   *     scripts
   * @param address of the sender
   */
  public record Post(
      String rating,
      String view,
      Optional<Instant> issued,
      Optional<String> touched,
      @Nullable String address) {}

  /** A link of a mail was opened. */
  public void opened(Watched link, String rating) {
    Instant now = clock.instant();
    if (traces.opened(link.key(), rating, now)) {
      keep(link, Signal.MANY_LINKS, now);
    }
  }

  /** The link that nobody can see was followed. */
  public void followedHidden(Watched link) {
    Instant now = clock.instant();
    if (traces.saw(link.key(), Signal.HIDDEN_LINK, now)) {
      keep(link, Signal.HIDDEN_LINK, now);
    }
  }

  /** What speaks against a post. */
  public Set<Signal> judge(Watched link, Post post) {
    Instant now = clock.instant();
    if (!post.rating().isEmpty() && traces.sent(link.key(), post.rating(), post.view(), now)) {
      keep(link, Signal.SEVERAL_RATINGS, now);
    }
    return new Evidence(
            post.issued().map(issued -> Duration.between(issued, now)),
            post.touched().filter("0"::equals).isPresent(),
            isScanner(post.address()),
            traces.of(link.key(), now))
        .signals(fastest);
  }

  private void keep(Watched link, Signal signal, Instant now) {
    if (!link.anonymous()) {
      sightings.write(link.key(), signal, now);
    }
  }

  private boolean isScanner(@Nullable String address) {
    if (address == null || scanners.isEmpty()) {
      return false;
    }
    try {
      // Digits, dots and colons only: no name server is asked.
      InetAddress from = address.matches("[0-9a-fA-F:.]+") ? InetAddress.getByName(address) : null;
      return from != null && scanners.stream().anyMatch(network -> network.contains(from));
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
