package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Views of the respondent's page, each of another open link. */
final class Page implements Benchmark {
  private static final int ROUNDS = 7;
  private static final Duration TURN = Duration.ofSeconds(5);

  /** Until the compiler is done: on two processors the rate rises that long. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private static final int CONNECTIONS = 64;
  private static final long LINKS = 1_200_000;

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds",
        ROUNDS,
        "secondsPerTurn",
        TURN.toSeconds(),
        "connections",
        CONNECTIONS,
        "generator",
        "wrk, 1 thread, on the same processors",
        "running",
        "survey-service alone",
        "request",
        "GET /r/KEY?rating=4, each of another link");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    bed.stop(ServiceKind.DISPATCH, ServiceKind.SCORING);
    new Links(bed).make(LINKS);
    Path page = drawnPage(bed);
    Wrk wrk = Wrk.of(bed.folder(), "GET");
    try (ServiceProcess endpoints =
        bed.startEndpoints("ceiling", Map.of("BENCHMARK_PAGE", page.toString()))) {
      wrk.run(bed.address(ServiceKind.SURVEY), CONNECTIONS, WARM_UP, 0);
      wrk.run(endpoints.address(), CONNECTIONS, WARM_UP, 0);
      Turns turns =
          new Turns()
              .with("page", round -> view(bed, wrk, round))
              .with(
                  "constant",
                  round -> wrk.run(endpoints.address(), CONNECTIONS, TURN, 0).perSecond())
              .run(ROUNDS);
      return List.of(
          new Comparison(
              "views of the respondent's page, %d connections".formatted(CONNECTIONS),
              "views/s",
              turns.figuresOf("page"),
              "an endpoint of the same stack that renders a constant of the same size",
              turns.figuresOf("constant"),
              0.5,
              null));
    }
  }

  /** The links are gone through more than once; nothing is kept of a view. */
  private static double view(Bed bed, Wrk wrk, int round) {
    long first = round * (LINKS / 2 / ROUNDS);
    return wrk.run(bed.address(ServiceKind.SURVEY), CONNECTIONS, TURN, first).perSecond();
  }

  private static Path drawnPage(Bed bed) {
    String address = "/r/" + "0".repeat(20) + "1A?rating=4";
    String html =
        Visitor.browser()
            .get(bed.address(ServiceKind.SURVEY).resolve(address))
            .expectSuccess()
            .body();
    try {
      return Files.writeString(bed.folder().resolve("page.html"), html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
