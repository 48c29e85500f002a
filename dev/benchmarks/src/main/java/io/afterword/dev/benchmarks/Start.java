package io.afterword.dev.benchmarks;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long each service takes from nothing to {@code /q/health/ready}, and how much memory it has
 * then: on both JDKs, with what it loads found in a file and without, in turns.
 */
final class Start {
  private static final int ROUNDS = 5;
  private static final int REQUESTS = 1_500;
  private static final double MOST_SECONDS = 2;
  private static final double MOST_MEGABYTES = 200;

  /** What the images say, and what the JVM makes of it in a container of 512 MB. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-Xmx256m",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");

  /** Where Debian has its JDKs. */
  private static final Path JDKS = Path.of("/usr/lib/jvm");

  private final Path checkout;
  private final Path folder;
  private final LocalPostgres postgres;

  /**
   * A service on a JDK.
   *
   * @param java the folder of its programs
   * @param use options for the file, or none
   */
  private record Variant(ServiceKind kind, String jdk, Path java, String file, List<String> use) {
    Variant without() {
      return new Variant(kind, jdk, java, "none", List.of());
    }
  }

  /** One start: until it was ready, what was in memory then, and after some requests. */
  private record Run(double seconds, double megabytes, double megabytesLater, double ownLater) {}

  private Start(Path checkout, Path folder, LocalPostgres postgres) {
    this.checkout = checkout;
    this.folder = folder;
    this.postgres = postgres;
  }

  /** Whether all that has a bar is below it. */
  static boolean run(Path checkout) throws IOException, InterruptedException {
    Path beds = checkout.resolve("dev/benchmarks/target/beds/start");
    ThrowAwayState state = ThrowAwayState.under(beds);
    String load = Machine.load();
    List<Map<String, Object>> figures;
    try (LocalPostgres postgres =
        LocalPostgres.builder(state.folder().resolve("postgres")).start()) {
      figures = new Start(checkout, state.folder(), postgres).figures();
      state.wentWell();
    } finally {
      state.close();
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("jvm", JVM);
    settings.put("rounds", ROUNDS);
    settings.put("requestsAfterStart", REQUESTS);
    settings.put("loadAverageBefore", load);
    settings.put("loadAverageAfter", Machine.load());
    settings.put("running", "PostgreSQL beside one service at a time; its database is migrated");
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("settings", settings);
    parts.put("figures", figures);
    Result.tell("start", parts);
    figures.forEach(System.out::println);
    return figures.stream().noneMatch(each -> Boolean.FALSE.equals(each.get("reached")));
  }

  private List<Map<String, Object>> figures() throws IOException, InterruptedException {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (ServiceKind kind : ServiceKind.values()) {
      postgres.createDatabase(kind.shortName());
      boolean migrated = false;
      for (String jdk : List.of("17", "25")) {
        Path java = java(jdk);
        Variant with = rehearsed(kind, jdk, java);
        if (!migrated) {
          started(with.without(), "migrate").waitFor();
          migrated = true;
        }
        figures.addAll(measured(List.of(with, with.without())));
      }
    }
    return figures;
  }

  /** Makes the file as an image's build does. */
  private Variant rehearsed(ServiceKind kind, String jdk, Path java)
      throws IOException, InterruptedException {
    boolean aot = !jdk.equals("17");
    Path file = folder.resolve(kind.fullName() + (aot ? ".aot" : ".jsa"));
    ProcessBuilder builder =
        new ProcessBuilder(
            checkout.resolve("deploy/rehearse").toString(),
            (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
    builder.directory(application(kind).toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", JVM));
    builder.environment().merge("PATH", java.toString(), (path, own) -> own + ":" + path);
    int code = inherited(builder, kind.fullName() + "-" + jdk + "-rehearsal").start().waitFor();
    if (code != 0 || !Files.exists(file)) {
      throw new IllegalStateException("%s left no %s, see %s".formatted(kind, file, folder));
    }
    return new Variant(
        kind,
        jdk,
        java,
        aot ? "AOT cache" : "AppCDS",
        List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file));
  }

  private List<Map<String, Object>> measured(List<Variant> variants)
      throws IOException, InterruptedException {
    Map<Variant, List<Run>> runs = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Variant variant : variants) {
        runs.computeIfAbsent(variant, each -> new ArrayList<>()).add(run(variant));
      }
    }
    return runs.entrySet().stream().map(each -> figure(each.getKey(), each.getValue())).toList();
  }

  private Run run(Variant variant) throws IOException, InterruptedException {
    int port = Ports.free().front();
    long begin = System.nanoTime();
    Process process = started(variant, Integer.toString(port));
    try {
      Readiness.await(process, port);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double then = Readiness.megabytes(process);
      Readiness.ask(
          REQUESTS,
          port,
          List.of(
              "/q/health/ready", "/sign-in", "/%s/status".formatted(variant.kind().shortName())));
      return new Run(seconds, then, Readiness.megabytes(process), Readiness.ownMegabytes(process));
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static Map<String, Object> figure(Variant variant, List<Run> runs) {
    List<Double> seconds = runs.stream().map(Run::seconds).toList();
    List<Double> then = runs.stream().map(Run::megabytes).toList();
    List<Double> later = runs.stream().map(Run::megabytesLater).toList();
    List<Double> own = runs.stream().map(Run::ownLater).toList();
    Map<String, Object> figure = new LinkedHashMap<>();
    figure.put("service", variant.kind().fullName());
    figure.put("jdk", variant.jdk());
    figure.put("file", variant.file());
    figure.put("secondsUntilReady", rounded(seconds));
    figure.put("seconds", median(seconds));
    figure.put("megabytesThen", rounded(then));
    figure.put("megabytes", median(then));
    figure.put("megabytesAfterRequests", rounded(later));
    figure.put("megabytesLater", median(later));
    figure.put("ofThemItsOwn", median(own));
    if (!variant.use().isEmpty()) {
      figure.put("most", Map.of("seconds", MOST_SECONDS, "megabytes", MOST_MEGABYTES));
      figure.put("reached", median(seconds) < MOST_SECONDS && median(then) < MOST_MEGABYTES);
    }
    return figure;
  }

  private static List<Double> rounded(List<Double> figures) {
    return figures.stream().map(each -> Math.round(each * 100) / 100.0).toList();
  }

  private static double median(List<Double> figures) {
    return rounded(figures.stream().sorted().toList()).get(figures.size() / 2);
  }

  /**
   * @param last a port to serve at, or the argument of a migration
   */
  private Process started(Variant variant, String last) throws IOException {
    boolean serves = !last.equals("migrate");
    List<String> words = new ArrayList<>();
    words.add(variant.java().resolve("java").toString());
    words.addAll(JVM);
    words.addAll(variant.use());
    words.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    words.addAll(List.of("-jar", "quarkus-run.jar"));
    if (!serves) {
      words.add(last);
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(application(variant.kind()).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(each -> each.matches("(AFTERWORD|QUARKUS)_.*"));
    environment.putAll(settings(variant.kind()));
    environment.put("QUARKUS_HTTP_PORT", serves ? last : "0");
    return inherited(builder, variant.kind().fullName() + "-" + variant.jdk()).start();
  }

  private ProcessBuilder inherited(ProcessBuilder builder, String log) {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log + ".log").toFile()));
  }

  private Map<String, String> settings(ServiceKind kind) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name :
        List.of("SESSION_KEY", "LINK_SECRET", "UNSUBSCRIBE_SECRET", "DISPATCH_TO_SURVEY_KEY")) {
      settings.put("AFTERWORD_" + name, "a secret that is only good for a benchmark");
    }
    for (String arrow :
        List.of(
            "SURVEY_DISPATCH",
            "SURVEY_SCORING",
            "DISPATCH_SCORING",
            "DISPATCH_SURVEY",
            "SCORING_DISPATCH")) {
      settings.put(
          "AFTERWORD_FEED_%s_SECRET".formatted(arrow),
          "whsec_b25seSBnb29kIGZvciBhIGJlbmNobWFyayE=");
    }
    // Nobody listens there; the siblings are not measured.
    for (String sibling : List.of("SURVEY", "DISPATCH", "SCORING")) {
      settings.put("AFTERWORD_%s_URL".formatted(sibling), "http://127.0.0.1:9");
    }
    settings.put("AFTERWORD_MAIL_FROM", "Start <ask@start.example>");
    settings.put("AFTERWORD_MAIL_REPLY_TO", "support@start.example");
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(kind.shortName()));
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(kind.shortName()));
    settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    return settings;
  }

  private Path application(ServiceKind kind) {
    return checkout.resolve(kind.fullName()).resolve("target/quarkus-app");
  }

  private static Path java(String jdk) throws IOException {
    try (Stream<Path> found = Files.list(JDKS)) {
      return found
          .filter(
              each -> Arrays.asList(each.getFileName().toString().split("\\D+", -1)).contains(jdk))
          .map(each -> each.resolve("bin"))
          .filter(each -> Files.exists(each.resolve("java")))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no JDK %s in %s".formatted(jdk, JDKS)));
    }
  }
}
