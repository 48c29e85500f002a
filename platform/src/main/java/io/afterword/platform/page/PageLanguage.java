package io.afterword.platform.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The language of this request's page; every template that is drawn for it speaks that language.
 */
@ApplicationScoped
public class PageLanguage {
  private static final String COOKIE = "afterword-language";
  private static final Duration KEPT = Duration.ofDays(365);

  private final CurrentVertxRequest request;
  private final boolean https;

  PageLanguage(
      CurrentVertxRequest request, @ConfigProperty(name = "afterword.public-url") String url) {
    this.request = request;
    this.https = url.startsWith("https:");
  }

  void speak(@Observes EngineBuilder engine) {
    engine.addTemplateInstanceInitializer(
        template -> template.setLocale(Locale.forLanguageTag(now().tag())));
  }

  /** English where no request is being answered. */
  public Language now() {
    RoutingContext current =
        Arc.container().requestContext().isActive() ? request.getCurrent() : null;
    if (current == null) {
      return Language.EN;
    }
    Cookie chosen = current.request().getCookie(COOKIE);
    return Language.of(
        chosen == null ? null : chosen.getValue(),
        current.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  /** For this browser, on all pages of the product. */
  public void choose(Language language, RoutingContext current) {
    current
        .response()
        .addCookie(
            Cookie.cookie(COOKIE, language.tag())
                .setPath("/")
                .setMaxAge(KEPT.toSeconds())
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.LAX));
  }
}
