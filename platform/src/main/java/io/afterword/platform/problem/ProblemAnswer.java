package io.afterword.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a problem becomes an answer: {@code application/problem+json} for a program,
 * a page for a person.
 */
@ApplicationScoped
public class ProblemAnswer {
  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

  private final ObjectMapper json;
  private final Instance<ProblemPage> page;
  private final ProblemCount count;

  ProblemAnswer(ObjectMapper json, Instance<ProblemPage> page, ProblemCount count) {
    this.json = json;
    this.page = page;
    this.count = count;
  }

  /** For a resource method or a mapper. */
  public Response of(Problem problem, RoutingContext request) {
    count.answered(problem);
    if (asPage(request)) {
      var answer =
          Response.status(problem.code().status())
              .type(HTML)
              .entity(page.get().render(problem, request));
      problem.headers().forEach(answer::header);
      return answer.build();
    }
    return httpProblem(problem, request).toResponse();
  }

  /** For a handler of the router, below or beside the resources. */
  public void send(Problem problem, RoutingContext request) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    count.answered(problem);
    response.setStatusCode(problem.code().status());
    problem.headers().forEach(response::putHeader);
    if (asPage(request)) {
      response.putHeader("Content-Type", HTML).end(page.get().render(problem, request));
    } else {
      response
          .putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString())
          .end(write(httpProblem(problem, request)));
    }
  }

  private boolean asPage(RoutingContext request) {
    return page.isResolvable() && Browser.asks(request);
  }

  private static HttpProblem httpProblem(Problem problem, RoutingContext request) {
    HttpProblem.Builder body =
        HttpProblem.builder()
            .withStatus(problem.code().status())
            .withTitle(problem.code().title())
            .withDetail(problem.detail())
            .withInstance(instance(request))
            .with("code", problem.code().name());
    if (!problem.faults().isEmpty()) {
      body.with("errors", problem.faults());
    }
    for (Map.Entry<String, Object> member : problem.members().entrySet()) {
      body.with(member.getKey(), member.getValue());
    }
    problem.headers().forEach(body::withHeader);
    return body.build();
  }

  /** The path without its query, which may hold what a person typed. */
  private static @Nullable URI instance(RoutingContext request) {
    try {
      return new URI(request.request().path());
    } catch (URISyntaxException | RuntimeException strange) {
      return null;
    }
  }

  private String write(HttpProblem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
