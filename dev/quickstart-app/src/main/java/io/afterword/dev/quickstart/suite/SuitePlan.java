package io.afterword.dev.quickstart.suite;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a suite is made of and where it lives.
 *
 * @param paths {@code deploy/paths.yaml}
 * @param applications the packaged application of each service
 * @param state the folder for logs, pid files, secrets and the database
 * @param inboxCapacity how many mails the inbox keeps
 */
public record SuitePlan(
    Path paths,
    Map<ServiceKind, Path> applications,
    Path state,
    Ports ports,
    DatabasePlan database,
    int inboxCapacity) {
  private static final int MAILS = 1000;

  public SuitePlan {
    applications = Map.copyOf(applications);
  }

  /** A suite from what Maven has packaged in this checkout. */
  public static SuitePlan ofCheckout(
      Path checkout, Path state, Ports ports, DatabasePlan database) {
    Map<ServiceKind, Path> applications = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      applications.put(kind, checkout.resolve(kind.fullName()).resolve("target/quarkus-app"));
    }
    return new SuitePlan(paths(checkout), applications, state, ports, database, MAILS);
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
    return new SuitePlan(paths(checkout), applications, state, ports, database, MAILS);
  }

  public SuitePlan withInboxCapacity(int mails) {
    return new SuitePlan(paths, applications, state, ports, database, mails);
  }

  /** The folder with that service's {@code quarkus-run.jar}. */
  Path application(ServiceKind kind) {
    Path application = applications.get(kind);
    if (application == null) {
      throw new SuiteException("No application is given for " + kind.fullName() + ".");
    }
    return application;
  }

  private static Path paths(Path checkout) {
    return checkout.resolve("deploy").resolve("paths.yaml");
  }
}
