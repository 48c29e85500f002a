package io.afterword.survey.link;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the outside reaches and calls this workspace. */
@ApplicationScoped
public class PublicAddress {

  private final String publicUrl;
  private final String workspace;

  PublicAddress(
      @ConfigProperty(name = "afterword.public-url") String publicUrl,
      @ConfigProperty(name = "afterword.workspace.name", defaultValue = "Afterword")
          String workspace) {
    this.publicUrl =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    this.workspace = workspace;
  }

  /** Name of the workspace, for surveys without a brand. */
  public String workspace() {
    return workspace;
  }

  String ofKey(String key) {
    return publicUrl + "/r/" + key;
  }
}
