package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a suite takes of its machine, as Linux counts it. */
final class Usage {
  private static final double TICKS_A_SECOND = 100;

  private final Suite suite;
  private final long begin = System.nanoTime();
  private final Map<ServiceKind, Double> before = new EnumMap<>(ServiceKind.class);
  private final double databaseBefore;

  /** From now on. */
  Usage(Suite suite) {
    this.suite = suite;
    for (ServiceKind kind : ServiceKind.values()) {
      before.put(kind, processorSeconds(kind));
    }
    this.databaseBefore = databaseSeconds();
  }

  /** Processors that were busy on average since, and memory and connections now. */
  Map<String, Object> tell() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    Ledgers ledgers = new Ledgers(suite);
    Map<String, Object> use = new LinkedHashMap<>();
    for (ServiceKind kind : ServiceKind.values()) {
      Map<String, Object> service = new LinkedHashMap<>();
      service.put(
          "coresOfAllReplicas",
          cores((processorSeconds(kind) - before.getOrDefault(kind, 0.0)) / seconds));
      service.put(
          "mostMegabytesOfAReplica",
          suite.replicas(kind).stream().mapToLong(Usage::residentMegabytes).max().orElse(0));
      service.put("connectionsOfAllReplicas", ledgers.connections(kind));
      use.put(kind.fullName(), service);
    }
    use.put("postgresql", Map.of("cores", cores((databaseSeconds() - databaseBefore) / seconds)));
    return use;
  }

  private static double cores(double exactly) {
    return Math.round(100 * exactly) / 100.0;
  }

  private double processorSeconds(ServiceKind kind) {
    return suite.replicas(kind).stream().mapToDouble(replica -> ticks(replica.pid(), 2)).sum()
        / TICKS_A_SECOND;
  }

  /** Of the server, of whoever works for it, and of those who have ended. */
  private double databaseSeconds() {
    Path pidFile = suite.plan().state().resolve("postgres/data/postmaster.pid");
    try {
      ProcessHandle server =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
              .orElseThrow();
      return (ticks(server.pid(), 4)
              + server.children().mapToDouble(child -> ticks(child.pid(), 2)).sum())
          / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param fields 2: the process; 4: its ended children, too
   */
  private static double ticks(long pid, int fields) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      double ticks = 0;
      for (int field = 0; field < fields; field++) {
        ticks += Long.parseLong(words[11 + field]);
      }
      return ticks;
    } catch (IOException e) {
      return 0; // it has ended, and its parent counts it
    }
  }

  private static long residentMegabytes(ServiceProcess replica) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(replica.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
