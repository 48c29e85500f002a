package io.afterword.dev.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.afterword.dev.quickstart.loop.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A copy of what git knows of this checkout, started as docs/guides/docker.md says by a real
 * engine. The public images are stand-ins: dev/full-checks/images/README.md says which part of them
 * is real.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesIT {
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path WORK = CHECKOUT.resolve("dev/full-checks/target/images");
  private static final Path CLONE = WORK.resolve("clone");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BUILDING = Duration.ofMinutes(8);
  private static final List<String> SERVICES =
      List.of("survey-service", "dispatch-service", "scoring-service");

  private Engine engine;
  private Shell shell;
  private Guide guide;
  private Map<String, String> settings;

  @BeforeAll
  void start_as_the_guide_says() throws IOException {
    new Shell(CHECKOUT, List.of(), Map.of())
        .run(
            "rm -rf '%1$s' && mkdir -p '%1$s' && git ls-files -z --cached --others --exclude-standard"
                    .formatted(CLONE)
                + " | tar --create --null --files-from=- | tar --extract --directory '%s'"
                    .formatted(CLONE),
            PATIENCE);
    engine = Engine.start(CHECKOUT, WORK);
    try {
      shell = engine.shell(CLONE);
      guide = Guide.read(CLONE);
      shell.run(guide.commands("Start"), BUILDING);
      settings = settings();
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  @AfterAll
  void end_everything() {
    engine.close();
  }

  @Test
  void the_loop_holds_and_a_restart_keeps_what_was_answered() throws IOException {
    run(guide.commands("Look"));
    String first = drive();
    assertThat(first).contains("score changed (from none (no answers) to");

    run(guide.commands("Stop and go on"));

    assertThat(drive()).contains("survey found").contains("(1 answer) to").contains("(2 answers)");
    assertThat(run("docker compose logs " + String.join(" ", SERVICES) + " proxy"))
        .as("a link's key is in its path, and an address is nobody's business")
        .doesNotContain("/r/")
        .doesNotContain("@example.org");
    System.out.print(first);
  }

  @Test
  void every_public_path_reaches_its_owner_and_no_other_path_anybody() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    new YAMLMapper()
        .readTree(CLONE.resolve("deploy/paths.yaml").toFile())
        .properties()
        .forEach(service -> addPaths(expected, service.getKey(), service.getValue()));
    for (String path :
        List.of(
            "/q/health",
            "/q/health/ready",
            "/q/openapi",
            "/feed",
            "/v1",
            "/nobody/owns/this",
            "/v1/surveys/../../q/health",
            "/v1/surveys/%2e%2E/%2e%2e/feed",
            "/v1/surveys/..%2f..%2ffeed",
            "/v1/surveys//feed",
            "/v1/surveys/..;a=b/feed",
            "/v1/surveys/..\\\\feed")) {
      expected.put(path, "nobody");
    }

    assertThat(ownersByTheProxysLog(new ArrayList<>(expected.keySet())))
        .containsExactlyElementsOf(expected.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void a_service_is_nobody_in_particular_and_writes_to_tmp_only(String service) {
    assertThat(run("docker compose exec -T " + service + " id -u").strip()).isEqualTo("10001");
    assertThat(run("docker compose exec -T " + service + " cat /proc/1/comm").strip())
        .as("the process that hears SIGTERM")
        .isEqualTo("java");
    assertThat(run("docker compose exec -T " + service + " grep CapBnd /proc/1/status"))
        .contains("0000000000000000");
    run("docker compose exec -T " + service + " touch /tmp/here");
    for (String file : List.of("/opt/afterword/here", "/etc/here", "/var/here")) {
      assertThat(attempt("docker compose exec -T " + service + " touch " + file).output())
          .contains("Read-only file system");
    }
    assertThat(
            attempt("docker run --rm --entrypoint touch afterword/" + service + " here").output())
        .as("also where the root file system may be written to")
        .contains("Permission denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void objects_get_half_of_the_containers_memory(String service) {
    String heap =
        run(
            "docker compose exec -T "
                + service
                + " java -XX:+PrintFlagsFinal -version | grep ' MaxHeapSize '");
    assertThat(heap).contains(Long.toString(256L << 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void a_service_starts_with_the_classes_that_its_image_has_ready(String service) {
    assertThat(run("docker compose exec -T " + service + " cat /proc/1/maps"))
        .as("what process 1 has in its memory")
        .contains("/opt/afterword/afterword.aot");

    // A start for an argument that there is not; where the file is of no use, Java ends at once.
    String loaded =
        attempt(
                "docker compose run --rm --no-deps -T -e JAVA_TOOL_OPTIONS='-XX:AOTMode=on"
                    + " -Xlog:class+load' "
                    + service
                    + " nothing")
            .output();
    assertThat(loaded).contains("The only argument is one of: migrate");
    List<String> own =
        loaded.lines().filter(line -> line.contains("[class,load] io.afterword.")).toList();
    assertThat(own).hasSizeGreaterThan(300);
    assertThat(own.stream().filter(line -> line.endsWith("source: shared objects file")))
        .as("of %d classes of ours", own.size())
        .hasSizeGreaterThan(own.size() * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void an_image_says_what_it_is_and_holds_no_secret(String service) throws IOException {
    String image = "afterword/" + service;
    JsonNode config =
        JsonMapper.builder()
            .build()
            .readTree(run("docker inspect " + image))
            .path(0)
            .path("Config");
    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(config.at("/Labels/org.opencontainers.image.title").asText())
        .isEqualTo("Afterword " + service);
    assertThat(config.at("/Labels/org.opencontainers.image.licenses").asText())
        .isEqualTo("Apache-2.0");

    Path secrets = Files.write(WORK.resolve("secrets"), secrets().values());
    Shell.Outcome found =
        attempt(
            "{ docker history --no-trunc %1$s; docker inspect %1$s; docker save %1$s; }"
                    .formatted(image)
                + " | grep --text --count --fixed-strings --file "
                + secrets);
    assertThat(found.output().strip()).isEqualTo("0");
    System.out.print(
        image
            + ": "
            + run("docker image inspect --format '{{.Size}}' " + image).strip()
            + " bytes, ");
    System.out.print(
        run("docker history --format '{{.Size}} {{.CreatedBy}}' " + image + " | grep COPY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey", "dispatch", "scoring"})
  void a_services_role_can_enter_its_own_database_only(String service) {
    for (String database : List.of("survey", "dispatch", "scoring", "postgres", "template1")) {
      Shell.Outcome entered =
          attempt(
              "docker compose exec -T -e PGPASSWORD='%s' postgres psql -h 127.0.0.1 -U %s -d %s -c 'select 1'"
                  .formatted(
                      settings.get(
                          "AFTERWORD_DB_" + service.toUpperCase(Locale.ROOT) + "_PASSWORD"),
                      service,
                      database));
      if (database.equals(service)) {
        entered.expectSuccess();
      } else {
        assertThat(entered.output()).contains("permission denied for database");
      }
    }
    assertThat(
            run(
                "docker compose exec -T postgres psql -U postgres -At -c \"select rolsuper, rolcreatedb,"
                    + " rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = '"
                    + service
                    + "'\""))
        .contains("f|f|f|f|f");
  }

  @Test
  void only_the_proxy_and_the_mail_catcher_can_be_reached_from_outside() {
    assertThat(
            run("docker ps --format '{{.Names}} {{.Ports}}' | grep -e '->' | sort")
                .lines()
                .map(String::strip))
        .containsExactly(
            "afterword-mail-catcher-1 127.0.0.1:1080->1080/tcp",
            "afterword-proxy-1 127.0.0.1:8080->8080/tcp");
  }

  @Test
  void a_service_that_is_told_to_stop_ends_in_time() {
    String services = String.join(" ", SERVICES);
    long begin = System.nanoTime();
    run("docker compose stop " + services);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    String codes =
        run(
            "docker inspect --format '{{.State.ExitCode}}' $(docker compose ps --all -q "
                + services
                + ")");
    run("docker compose up -d");
    assertThat(codes.lines()).as("143 is SIGTERM's, 137 would be SIGKILL's").containsOnly("143");
    assertThat(took).isLessThan(Duration.ofSeconds(20));
    System.out.printf("the three services stopped in %d ms%n", took.toMillis());
  }

  @Test
  void compose_refuses_to_start_while_a_secret_is_missing() throws IOException {
    for (String name : secrets().keySet()) {
      Path env = WORK.resolve("incomplete.env");
      Files.write(
          env,
          Files.readAllLines(CLONE.resolve(".env")).stream()
              .map(line -> line.startsWith(name + "=") ? name + "=" : line)
              .toList());
      Shell.Outcome refused = attempt("docker compose --env-file " + env + " up -d");
      assertThat(refused.exitCode()).as(name).isNotZero();
      assertThat(refused.output())
          .contains(name)
          .contains("make a .env with deploy/compose/new-env");
    }
  }

  @Test
  void the_first_stage_is_the_same_in_the_three_files() throws IOException {
    List<String> stages = new ArrayList<>();
    for (String service : SERVICES) {
      String file = Files.readString(CLONE.resolve(service).resolve("Dockerfile"));
      stages.add(file.substring(file.indexOf("FROM maven"), file.indexOf("FROM eclipse-temurin")));
    }
    assertThat(stages).containsOnly(stages.get(0));
  }

  /** Asks for each path in turn, and reads in the proxy's log whom it asked. */
  private List<String> ownersByTheProxysLog(List<String> paths) throws IOException {
    Path requests = WORK.resolve("requests");
    Files.write(
        requests,
        paths.stream()
            .map(path -> "url = \"http://localhost:8080" + path + "\"\noutput = \"/dev/null\"")
            .toList());
    run("curl --silent --globoff --path-as-is --config " + requests);
    return Await.until(
        Duration.ofSeconds(20),
        () ->
            run("docker compose logs --no-log-prefix --tail " + paths.size() + " proxy")
                .lines()
                .map(line -> line.replaceFirst(".* GET (\\w+): .*", "$1"))
                .toList(),
        owners -> owners.size() == paths.size(),
        "the proxy did not log every request");
  }

  private static void addPaths(Map<String, String> expected, String service, JsonNode paths) {
    paths.path("exact").forEach(path -> expected.put(path.asText(), service));
    for (JsonNode path : paths.path("below")) {
      expected.put(path.asText(), service);
      expected.put(path.asText() + "/x?y=/", service);
      expected.put(path.asText() + "x", "nobody");
    }
  }

  private String drive() {
    return run(
        "'%s/bin/java' -cp '%s' %s '%s'"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                LoopThroughImages.class.getName(),
                settings.get("AFTERWORD_ADMIN_PASSWORD")));
  }

  private String run(String script) {
    return shell.run(script, PATIENCE);
  }

  private Shell.Outcome attempt(String script) {
    return shell.attempt(script, PATIENCE);
  }

  /** What .env.example leaves to be filled in. */
  private Map<String, String> secrets() throws IOException {
    List<String> empty =
        Files.readAllLines(CLONE.resolve(".env.example")).stream()
            .filter(line -> line.matches("AFTERWORD_\\w+="))
            .map(line -> line.substring(0, line.length() - 1))
            .toList();
    return settings.entrySet().stream()
        .filter(each -> empty.contains(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> settings() throws IOException {
    return Files.readAllLines(CLONE.resolve(".env")).stream()
        .filter(line -> line.matches("[A-Z_]+=.*"))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
