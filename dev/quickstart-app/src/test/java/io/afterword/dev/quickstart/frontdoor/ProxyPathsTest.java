package io.afterword.dev.quickstart.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The compose proxy's list of paths is deploy/paths.yaml in nginx' words. */
class ProxyPathsTest {
  private static final Path DEPLOY = Path.of("../../deploy");

  @Test
  void the_proxy_of_docker_compose_sends_each_path_to_its_owner() throws IOException {
    List<String> made = made(PathOwners.read(DEPLOY.resolve("paths.yaml")));
    Path committed = DEPLOY.resolve("compose/paths.conf");
    if (Boolean.getBoolean("paths.update")) {
      Files.write(committed, made);
    }
    assertThat(Files.readAllLines(committed))
        .as("%s is made anew with -Dtest=ProxyPathsTest -Dpaths.update=true", committed)
        .isEqualTo(made);
  }

  private static List<String> made(PathOwners owners) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Made from deploy/paths.yaml by ProxyPathsTest -Dpaths.update=true; in nginx.conf.");
    new TreeMap<>(owners.exact())
        .forEach((path, service) -> lines.add("\"%s\" %s;".formatted(path, service)));
    new TreeMap<>(owners.below())
        .forEach((path, service) -> lines.add("~^%s(/|$) %s;".formatted(path, service)));
    return lines;
  }
}
