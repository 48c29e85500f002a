package io.afterword.dev.quickstart.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The TCP ports of one suite on 127.0.0.1. PostgreSQL always takes a free one of its own. */
public record Ports(int front, int survey, int dispatch, int scoring, int inbox, int smtp) {
  private static final int COUNT = 6;
  private static final int LOWEST_FREE = 20_000;
  private static final int HIGHEST_FREE = 32_000;
  private static final int MOST_TRIES = 1_000;

  /** Given away, and perhaps not used yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  /** The ports that the documentation names. */
  public static Ports documented() {
    return new Ports(8080, 8081, 8082, 8083, 8025, 2525);
  }

  /**
   * Ports that nobody uses at this moment, from below the range out of which systems take the local
   * ends of outgoing connections: those come and go while a suite is still starting.
   */
  public static Ports free() {
    List<Integer> ports = free(COUNT);
    return new Ports(
        ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
  }

  /** As many ports of that kind; no two calls in one process give the same. */
  static List<Integer> free(int count) {
    Set<Integer> found = new LinkedHashSet<>();
    for (int tries = 0; found.size() < count; tries++) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE);
      if (!isTaken(candidate) && GIVEN.add(candidate)) {
        found.add(candidate);
      }
      if (tries == MOST_TRIES) {
        throw new SuiteException("This machine has no free TCP ports left.");
      }
    }
    return List.copyOf(found);
  }

  public int of(ServiceKind kind) {
    return switch (kind) {
      case SURVEY -> survey;
      case DISPATCH -> dispatch;
      case SCORING -> scoring;
    };
  }

  /** Fails with one sentence that names every port which another program has. */
  public void requireFree() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("the front door", front);
    for (ServiceKind kind : ServiceKind.values()) {
      wanted.put(kind.fullName(), of(kind));
    }
    wanted.put("the inbox's page", inbox);
    wanted.put("the inbox's SMTP", smtp);
    List<String> taken =
        wanted.entrySet().stream()
            .filter(each -> isTaken(each.getValue()))
            .map(each -> each.getValue() + " (" + each.getKey() + ")")
            .toList();
    if (!taken.isEmpty()) {
      throw new SuiteException(
          "Another program listens on port %s; stop it and start again."
              .formatted(String.join(", ", taken)));
    }
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() != port;
    } catch (IOException e) {
      return true;
    }
  }
}
