package io.afterword.platform.page;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the template {@code shell.html} shows around a page. */
@Named("shell")
@ApplicationScoped
class Shell {
  static final String PRODUCT = "Afterword";

  private final Visitor visitor;
  private final SecurityIdentity identity;
  private final Assets assets;
  private final PageLanguage language;
  private final CurrentVertxRequest request;
  private final String workspace;

  Shell(
      Visitor visitor,
      SecurityIdentity identity,
      Assets assets,
      PageLanguage language,
      CurrentVertxRequest request,
      @ConfigProperty(name = "afterword.workspace.name", defaultValue = PRODUCT) String workspace) {
    this.visitor = visitor;
    this.identity = identity;
    this.assets = assets;
    this.language = language;
    this.request = request;
    this.workspace = workspace;
  }

  /** One link of the navigation. */
  record Entry(String key, String path, boolean current) {}

  public String product() {
    return PRODUCT;
  }

  /** The workspace's name; {@code null} when it says no more than the product's. */
  public @Nullable String workspace() {
    return workspace.isBlank() || workspace.equals(PRODUCT) ? null : workspace;
  }

  /** Address of the stylesheet; it changes with its content. */
  public String stylesheet() {
    return assets.address(Assets.STYLESHEET);
  }

  /** Address of the icon; it changes with its content. */
  public String icon() {
    return assets.address(Assets.ICON);
  }

  /** Address of a file of this service's pages; it changes with its content. */
  public String file(String name) {
    return assets.address(name);
  }

  /** Display name of the person who is signed in, or {@code null}. */
  public @Nullable String user() {
    return visitor.name();
  }

  /** Whether there is a session that a person can end. */
  public boolean canSignOut() {
    return visitor.name() != null && !visitor.formToken().isEmpty();
  }

  /** The languages that this page is not shown in. */
  public List<Language> otherLanguages() {
    return List.copyOf(EnumSet.complementOf(EnumSet.of(language.now())));
  }

  /** Where a choice of another language leads back to: this page, unless it answers a form. */
  public String here() {
    RoutingContext current = request.getCurrent();
    return current == null || !HttpMethod.GET.equals(current.request().method())
        ? "/"
        : current.request().uri();
  }

  /** The links that this visitor may open; none before signing in. */
  public List<Entry> entries(String active) {
    return Place.ALL.stream()
        .filter(place -> place.openTo(identity.getRoles()))
        .map(place -> new Entry(place.key(), place.path(), place.key().equals(active)))
        .toList();
  }
}
