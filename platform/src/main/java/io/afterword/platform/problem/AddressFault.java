package io.afterword.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** The faults that the framework finds before a resource is called: address, method, media type. */
@ApplicationScoped
class AddressFault {
  private final ObjectMapper json;

  AddressFault(ObjectMapper json) {
    this.json = json;
  }

  Problem problem(
      WebApplicationException failure,
      RoutingContext request,
      @Nullable SimpleResourceInfo resource) {
    int status = failure.getResponse().getStatus();
    boolean conversion = failure.getCause() != null;
    if (status == 404 && conversion) {
      return wrongQuery(request, resource).orElseGet(() -> ofStatus(404, request));
    }
    Problem problem = ofStatus(status, request);
    String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      problem.header(HttpHeaders.ALLOW, allow);
    }
    if (failure instanceof NotAcceptableException) {
      problem.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
    return problem;
  }

  /** The problem for a status that the framework or the router chose. */
  static Problem ofStatus(int status, RoutingContext request) {
    String path = request.request().path();
    return switch (status) {
      case 401 -> Problem.of(CommonProblem.NO_CREDENTIALS, "Send an API key or sign in.");
      case 403 -> Problem.of(CommonProblem.WRONG_SCOPE, "These credentials do not allow this.");
      case 404 ->
          Problem.of(
              CommonProblem.NOT_FOUND, "There is nothing at this address; check it and its id.");
      case 405 ->
          Problem.of(
              CommonProblem.METHOD_NOT_ALLOWED,
              "%s does not answer %s.".formatted(path, request.request().method()));
      case 406 ->
          Problem.of(
              CommonProblem.NOT_ACCEPTABLE,
              "Send an Accept header that allows what this address answers, such as"
                  + " application/json.");
      case 413 -> Problem.of(CommonProblem.TOO_LARGE, "Send a smaller body, or several requests.");
      case 415 ->
          Problem.of(
              CommonProblem.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as application/json and say so in Content-Type.");
      case 422 -> Problem.of(CommonProblem.INVALID, "The request breaks a rule.");
      case 503, 504, 408 -> Problem.of(CommonProblem.BUSY, "Send it again in a moment.");
      default ->
          status >= 500
              ? Problem.of(CommonProblem.INTERNAL, "This is a fault of ours; try again later.")
              : Problem.of(
                  CommonProblem.MALFORMED_REQUEST, "The request cannot be read as HTTP; check it.");
    };
  }

  /**
   * The framework answers 404 for a query parameter that cannot be read, and does not say which; so
   * the resource's parameters are read once more to name it.
   */
  private Optional<Problem> wrongQuery(
      RoutingContext request, @Nullable SimpleResourceInfo resource) {
    Method method = method(resource);
    if (method == null) {
      return Optional.empty();
    }
    for (Parameter parameter : method.getParameters()) {
      String name = queryName(parameter);
      String value = name == null ? null : request.request().getParam(name);
      if (value != null && !readable(value, parameter.getType())) {
        String detail = "%s must be %s.".formatted(name, ExpectedValue.of(parameter.getType()));
        return Optional.of(
            Problem.of(CommonProblem.WRONG_TYPE, detail).with("parameter", String.valueOf(name)));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Method method(@Nullable SimpleResourceInfo resource) {
    try {
      return resource == null || resource.getResourceClass() == null
          ? null
          : resource
              .getResourceClass()
              .getMethod(resource.getMethodName(), resource.parameterTypes());
    } catch (NoSuchMethodException notReflective) {
      return null;
    }
  }

  private static @Nullable String queryName(Parameter parameter) {
    QueryParam standard = parameter.getAnnotation(QueryParam.class);
    if (standard != null) {
      return standard.value();
    }
    RestQuery shorter = parameter.getAnnotation(RestQuery.class);
    if (shorter == null) {
      return null;
    }
    return shorter.value().isEmpty() ? parameter.getName() : shorter.value();
  }

  private boolean readable(String value, Class<?> type) {
    try {
      if (type == int.class || type == Integer.class) {
        Integer.parseInt(value);
      } else if (type == long.class || type == Long.class) {
        Long.parseLong(value);
      } else if (type == double.class || type == Double.class) {
        Double.parseDouble(value);
      } else {
        json.convertValue(value, type);
      }
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
