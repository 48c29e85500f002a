package io.afterword.platform.page;

import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemPage;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** A refusal inside the shell, so that the person still has the navigation at hand. */
@ApplicationScoped
class ShellProblemPage implements ProblemPage {
  private final Template template;
  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest current;

  ShellProblemPage(
      @Location("shell/problem") Template template,
      CurrentIdentityAssociation identity,
      CurrentVertxRequest current) {
    this.template = template;
    this.identity = identity;
    this.current = current;
  }

  @Override
  public String render(Problem problem, RoutingContext request) {
    ManagedContext context = Arc.container().requestContext();
    if (context.isActive()) {
      return html(problem);
    }
    // The router answered by itself, outside any resource: tell the shell whose request it is.
    context.activate();
    try {
      current.setCurrent(request);
      if (request.user() instanceof QuarkusHttpUser user) {
        identity.setIdentity(user.getSecurityIdentity());
      }
      return html(problem);
    } finally {
      context.terminate();
    }
  }

  private String html(Problem problem) {
    return template
        .data("title", problem.code().title())
        .data("detail", problem.detail())
        .data("code", problem.code().name())
        .data("faults", problem.faults())
        .render();
  }
}
