package io.afterword.platform.access;

import io.afterword.platform.http.WithoutCsrf;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a change pass only with a token of the session, unless the resource says why it need not.
 */
public class CsrfFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Csrf csrf;
  private final ConcurrentMap<Method, Boolean> exempt = new ConcurrentHashMap<>();

  CsrfFilter(Csrf csrf) {
    this.csrf = csrf;
  }

  @WithFormRead
  @ServerRequestFilter
  public void check(
      ResteasyReactiveContainerRequestContext context,
      RoutingContext request,
      ResourceInfo resource) {
    if (SAFE.contains(context.getMethod())
        || !Csrf.isOpenToForgery(request)
        || isExempt(resource.getResourceMethod())) {
      return;
    }
    if (!csrf.accepts(token(context, request), request)) {
      throw Problem.of(
          CommonProblem.WRONG_CSRF_TOKEN,
          "Open the page again and send the form from there; a script sends the page's token as "
              + Csrf.HEADER
              + ".");
    }
  }

  private boolean isExempt(Method method) {
    return exempt.computeIfAbsent(
        method,
        each ->
            each.isAnnotationPresent(WithoutCsrf.class)
                || each.getDeclaringClass().isAnnotationPresent(WithoutCsrf.class));
  }

  private static @Nullable String token(
      ResteasyReactiveContainerRequestContext context, RoutingContext request) {
    String header = request.request().getHeader(Csrf.HEADER);
    MediaType type = context.getMediaType();
    boolean form =
        type != null
            && (type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                || type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE));
    if (header != null || !form) {
      return header;
    }
    Object field =
        ((ResteasyReactiveRequestContext) context.getServerRequestContext())
            .getFormParameter(Csrf.FIELD, true, false);
    return field instanceof String text ? text : null;
  }
}
