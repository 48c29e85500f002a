package io.afterword.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the service's own name into the OpenAPI document where {@link OwnPath} stands. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class OwnPathInDocument implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Paths paths = document.getPaths();
    if (paths == null || paths.getPathItems() == null) {
      return;
    }
    String service = ConfigProvider.getConfig().getValue("afterword.service", String.class);
    Map<String, PathItem> named = new LinkedHashMap<>();
    paths.getPathItems().forEach((path, item) -> named.put(ownName(path, item, service), item));
    paths.setPathItems(named);
  }

  private static String ownName(String path, PathItem item, String service) {
    if (!path.startsWith(OwnPath.ROOT + "/")) {
      return path;
    }
    item.setParameters(withoutName(item.getParameters()));
    for (Operation operation : item.getOperations().values()) {
      operation.setParameters(withoutName(operation.getParameters()));
    }
    return "/" + service + path.substring(OwnPath.ROOT.length());
  }

  private static @Nullable List<Parameter> withoutName(@Nullable List<Parameter> parameters) {
    if (parameters == null) {
      return null;
    }
    List<Parameter> kept = new ArrayList<>(parameters);
    kept.removeIf(parameter -> OwnPath.PARAMETER.equals(parameter.getName()));
    return kept.isEmpty() ? null : kept;
  }
}
