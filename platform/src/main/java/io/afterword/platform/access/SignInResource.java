package io.afterword.platform.access;

import io.afterword.platform.problem.Problem;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The sign-in page and the way out. */
@Path("/")
@PermitAll
@IfBuildProperty(name = "afterword.access.home", stringValue = "true")
class SignInResource {
  private static final int MAX_LENGTH = 300;

  private final SignIn signIn;
  private final SessionCookie cookie;

  SignInResource(SignIn signIn, SessionCookie cookie) {
    this.signIn = signIn;
    this.cookie = cookie;
  }

  @CheckedTemplate(basePath = "access")
  static class Templates {
    private Templates() {}

    static native TemplateInstance signIn(String next, String subject, String fault);
  }

  @GET
  @Path("/sign-in")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance page(@RestQuery @Nullable String next) {
    return Templates.signIn(LocalPath.of(next), "", "");
  }

  @POST
  @Path("/sign-in")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<RestResponse<?>> signIn(
      @RestForm @Nullable String subject,
      @RestForm @Nullable String password,
      @RestForm @Nullable String next,
      RoutingContext request) {
    String name = limited(subject).strip();
    return signIn
        .check(name, limited(password))
        .<RestResponse<?>>map(user -> welcome(user, next, request))
        .onFailure(Problem.class)
        .recoverWithItem(problem -> again(problem, name, next));
  }

  @POST
  @Path("/sign-out")
  @Operation(hidden = true)
  public RestResponse<Void> signOut(RoutingContext request) {
    cookie.end(request);
    return to("/sign-in");
  }

  private RestResponse<Void> welcome(UUID user, @Nullable String next, RoutingContext request) {
    cookie.begin(request, user);
    return to(LocalPath.of(next));
  }

  /** The path alone: behind the front door this service does not know its outer address. */
  private static RestResponse<Void> to(String path) {
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header("Location", path)
        .build();
  }

  private static RestResponse<?> again(Problem problem, String subject, @Nullable String next) {
    var answer =
        RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(problem.code().status()),
            Templates.signIn(LocalPath.of(next), subject, problem.code().name()));
    problem.headers().forEach(answer::header);
    return answer.build();
  }

  private static String limited(@Nullable String text) {
    return text == null || text.length() > MAX_LENGTH ? "" : text;
  }
}
