package io.afterword.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Every exception that leaves a resource becomes a problem here; the nearest type wins. */
public class ProblemMappers {
  /** Before the mappers of the problem extension (999), which know no codes. */
  static final int FIRST = 1;

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final ProblemAnswer answer;
  private final AddressFault addressFault;

  ProblemMappers(ProblemAnswer answer, AddressFault addressFault) {
    this.answer = answer;
    this.addressFault = addressFault;
  }

  @ServerExceptionMapper(priority = FIRST)
  public Response refused(Problem problem, RoutingContext request) {
    return answer.of(problem, request);
  }

  @ServerExceptionMapper(
      value = {
        JsonProcessingException.class,
        JsonMappingException.class,
        MismatchedInputException.class,
        InvalidFormatException.class,
        UnrecognizedPropertyException.class
      },
      priority = FIRST)
  public Response unreadable(JsonProcessingException fault, RoutingContext request) {
    return answer.of(
        JsonFault.problem(fault).orElseGet(() -> UnexpectedFailure.problem(fault)), request);
  }

  @ServerExceptionMapper(
      value = {ConstraintViolationException.class, ResteasyReactiveViolationException.class},
      priority = FIRST)
  public Response broken(ConstraintViolationException broken, RoutingContext request) {
    boolean ours = !(broken instanceof ResteasyReactiveViolationException);
    return answer.of(
        ours ? UnexpectedFailure.problem(broken) : BrokenRules.problem(broken), request);
  }

  @ServerExceptionMapper(
      value = {
        WebApplicationException.class,
        NotFoundException.class,
        BadRequestException.class,
        ForbiddenException.class
      },
      priority = FIRST)
  public Response status(
      WebApplicationException failure, RoutingContext request, SimpleResourceInfo resource) {
    if (failure.getCause() instanceof JsonProcessingException fault) {
      return unreadable(fault, request);
    }
    if (failure.getResponse().getStatus() < 400) {
      return failure.getResponse();
    }
    return answer.of(addressFault.problem(failure, request, resource), request);
  }

  @ServerExceptionMapper(
      value = {Throwable.class, Exception.class, ValidationException.class},
      priority = FIRST)
  public Response unexpected(Throwable failure, RoutingContext request) {
    if (request.response().ended() || request.response().closed()) {
      // Beyond all that is drained, or hung up: the router has answered or nobody listens.
      LOG.debugf(failure, "After the answer to %s", request.request().method());
      return Response.status(request.response().getStatusCode()).build();
    }
    return answer.of(UnexpectedFailure.problem(failure), request);
  }
}
