package io.afterword.dev.quickstart.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a suite is made of and where it lives.
 *
 * @param state the folder for logs, pid files, secrets and the database
 * @param relay the inbox that takes the mails
 * @param replicas how many processes each service is; more than one share the service's address
 * @param settings environment variables of the services, beside those that make them a suite
 */
public record SuitePlan(
    Packaged packaged,
    Path state,
    Ports ports,
    DatabasePlan database,
    Relay relay,
    int replicas,
    Map<String, String> settings) {
  private static final Relay RELAY = new Relay(1000, Duration.ZERO);

  public SuitePlan {
    settings = Map.copyOf(settings);
  }

  /**
   * What becomes of mails.
   *
   * @param capacity how many are kept
   * @param taking how long one is on its way: half of it before it is there, half before the sender
   *     hears of it
   */
  public record Relay(int capacity, Duration taking) {}

  /**
   * What is run.
   *
   * @param paths {@code deploy/paths.yaml}
   * @param applications the folder of each service that has its {@code quarkus-run.jar}
   */
  public record Packaged(Path paths, Map<ServiceKind, Path> applications) {
    public Packaged {
      applications = Map.copyOf(applications);
    }

    Path application(ServiceKind kind) {
      Path application = applications.get(kind);
      if (application == null) {
        throw new SuiteException("No application is given for " + kind.fullName() + ".");
      }
      return application;
    }
  }

  /** A suite from what Maven has packaged in this checkout. */
  public static SuitePlan ofCheckout(
      Path checkout, Path state, Ports ports, DatabasePlan database) {
    Map<ServiceKind, Path> applications = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      applications.put(kind, checkout.resolve(kind.fullName()).resolve("target/quarkus-app"));
    }
    return of(new Packaged(paths(checkout), applications), state, ports, database);
  }

  /**
   * A suite from copies of its own, which a build in the checkout does not pull away from under it.
   *
   * @param installed the folder with one application per service
   */
  public static SuitePlan ofInstalled(
      Path checkout, Path installed, Path state, Ports ports, DatabasePlan database) {
    Map<ServiceKind, Path> applications = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      applications.put(kind, installed.resolve(kind.fullName()));
    }
    return of(new Packaged(paths(checkout), applications), state, ports, database);
  }

  public SuitePlan withRelay(Relay relay) {
    return new SuitePlan(packaged, state, ports, database, relay, replicas, settings);
  }

  public SuitePlan withReplicas(int replicas) {
    return new SuitePlan(packaged, state, ports, database, relay, replicas, settings);
  }

  /** Settings of the services, by the names of their environment variables. */
  public SuitePlan withSettings(Map<String, String> settings) {
    return new SuitePlan(packaged, state, ports, database, relay, replicas, settings);
  }

  private static SuitePlan of(Packaged packaged, Path state, Ports ports, DatabasePlan database) {
    return new SuitePlan(packaged, state, ports, database, RELAY, 1, Map.of());
  }

  private static Path paths(Path checkout) {
    return checkout.resolve("deploy").resolve("paths.yaml");
  }
}
