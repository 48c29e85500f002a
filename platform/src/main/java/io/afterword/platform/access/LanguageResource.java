package io.afterword.platform.access;

import io.afterword.platform.page.Language;
import io.afterword.platform.page.PageLanguage;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The shell's choice of a language; one service answers it for the pages of all. */
@Path("/language")
@PermitAll
@IfBuildProperty(name = "afterword.access.home", stringValue = "true")
class LanguageResource {
  private final PageLanguage language;

  LanguageResource(PageLanguage language) {
    this.language = language;
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> choose(
      @RestForm("language") @Nullable String tag,
      @RestForm @Nullable String next,
      RoutingContext request) {
    Language.tagged(tag).ifPresent(chosen -> language.choose(chosen, request));
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header("Location", LocalPath.of(next))
        .build();
  }
}
