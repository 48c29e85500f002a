package io.afterword.platform.page;

import io.afterword.platform.http.OwnPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the shell and of the service's pages, read once, each with its version. */
@ApplicationScoped
class Assets {
  static final String STYLESHEET = "shell.css";
  static final String ICON = "icon.svg";

  /** Below the service's own name, so that each service can be released on its own. */
  static final String PATH = "/assets";

  private final OwnPath own;
  private final Map<String, PageFile> files;

  Assets(OwnPath own, @Any Instance<PageFile> ofPages) {
    this.own = own;
    this.files =
        Stream.concat(
                Stream.of(STYLESHEET, ICON).map(name -> PageFile.beside(Assets.class, name)),
                ofPages.stream())
            .collect(Collectors.toUnmodifiableMap(PageFile::name, Function.identity()));
  }

  @Nullable PageFile find(String name) {
    return files.get(name);
  }

  /** Where a page finds it, for example {@code /survey/assets/shell.css?v=0a1b2c3d4e5f}. */
  String address(String name) {
    PageFile file = find(name);
    if (file == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return own.of(PATH + "/" + name) + "?v=" + file.version();
  }

  static String read(String name) {
    return new String(PageFile.beside(Assets.class, name).content(), StandardCharsets.UTF_8);
  }
}
