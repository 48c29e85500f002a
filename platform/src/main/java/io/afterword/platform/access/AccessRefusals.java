package io.afterword.platform.access;

import io.afterword.platform.problem.Browser;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemAnswer;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** What somebody hears who may not: a program the reason, a person the way to the sign-in page. */
@ApplicationScoped
public class AccessRefusals {
  private static final int FIRST = 1;

  /** Before the handler that makes a problem of everything else. */
  private static final int BEFORE_LAST = Integer.MAX_VALUE - 2;

  private final ProblemAnswer answer;
  private final String publicUrl;

  AccessRefusals(
      ProblemAnswer answer, @ConfigProperty(name = "afterword.public-url") String publicUrl) {
    this.answer = answer;
    this.publicUrl = publicUrl;
  }

  @ServerExceptionMapper(value = UnauthorizedException.class, priority = FIRST)
  public Response nobody(UnauthorizedException refusal, RoutingContext request) {
    if (Browser.asks(request)) {
      return Response.status(303).header("Location", publicUrl + signIn(request)).build();
    }
    return answer.of(
        Problem.of(
                CommonProblem.NO_CREDENTIALS,
                "Send \"Authorization: Bearer aw_…\" with an API key that has the scope.")
            .header(AccessMechanism.CHALLENGE_HEADER, AccessMechanism.CHALLENGE),
        request);
  }

  @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = FIRST)
  public Response unknown(AuthenticationFailedException refusal, RoutingContext request) {
    return answer.of(unknown(refusal), request);
  }

  /** Credentials are looked at before any resource is chosen, so the router has to answer. */
  void answerEarly(@Observes Router router) {
    router
        .route()
        .order(BEFORE_LAST)
        .failureHandler(
            request -> {
              if (request.failure() instanceof AuthenticationFailedException refusal) {
                answer.send(unknown(refusal), request);
              } else {
                request.next();
              }
            });
  }

  private static Problem unknown(AuthenticationFailedException refusal) {
    String why = refusal.getMessage();
    return Problem.of(
            CommonProblem.UNKNOWN_CREDENTIALS,
            why == null ? "These credentials are not known." : why)
        .header(
            AccessMechanism.CHALLENGE_HEADER,
            AccessMechanism.CHALLENGE + ", error=\"invalid_token\"");
  }

  @ServerExceptionMapper(value = ForbiddenException.class, priority = FIRST)
  public Response wrongScope(
      ForbiddenException refusal, RoutingContext request, SimpleResourceInfo resource) {
    String needed = neededScope(resource);
    Problem problem =
        Problem.of(
            CommonProblem.WRONG_SCOPE,
            needed == null
                ? "These credentials do not allow this."
                : "This needs the scope %s; use a key or a role that has it.".formatted(needed));
    String challenge = AccessMechanism.CHALLENGE + ", error=\"insufficient_scope\"";
    problem.header(
        AccessMechanism.CHALLENGE_HEADER,
        needed == null ? challenge : challenge + ", scope=\"" + needed + "\"");
    return answer.of(problem, request);
  }

  /** Only what can be opened again leads back: a form that was sent is not sent twice. */
  private static String signIn(RoutingContext request) {
    boolean opens =
        request.request().method().equals(HttpMethod.GET)
            || request.request().method().equals(HttpMethod.HEAD);
    return opens
        ? "/sign-in?next=" + URLEncoder.encode(request.request().uri(), StandardCharsets.UTF_8)
        : "/sign-in";
  }

  private static @Nullable String neededScope(@Nullable SimpleResourceInfo resource) {
    if (resource == null || resource.getResourceClass() == null) {
      return null;
    }
    try {
      Method method =
          resource
              .getResourceClass()
              .getMethod(resource.getMethodName(), resource.parameterTypes());
      RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
      if (allowed == null) {
        allowed = resource.getResourceClass().getAnnotation(RolesAllowed.class);
      }
      return allowed == null ? null : String.join(" or ", allowed.value());
    } catch (NoSuchMethodException notReflective) {
      return null;
    }
  }
}
