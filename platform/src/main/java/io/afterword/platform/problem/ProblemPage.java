package io.afterword.platform.problem;

import io.vertx.ext.web.RoutingContext;

/** Shows a problem to a person with a browser; the shell of the pages implements it. */
public interface ProblemPage {

  /** The whole page, as HTML. */
  String render(Problem problem, RoutingContext request);
}
