package io.afterword.platform.page;

import io.afterword.platform.http.OwnPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shell's files, read once, each with a version that is the hash of its content. */
@ApplicationScoped
class Assets {
  static final String STYLESHEET = "shell.css";
  static final String ICON = "icon.svg";

  /** Below the service's own name, so that each service can be released on its own. */
  static final String PATH = "/assets";

  /** Hex digits of the SHA-256: 48 bits never meet by chance among a few releases. */
  private static final int VERSION_LENGTH = 12;

  private final OwnPath own;
  private final Map<String, Asset> assets;

  Assets(OwnPath own) {
    this.own = own;
    this.assets =
        Stream.of(
                new Asset(STYLESHEET, "text/css;charset=UTF-8", read(STYLESHEET)),
                new Asset(ICON, "image/svg+xml", read(ICON)))
            .collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
  }

  /**
   * One file.
   *
   * @param version changes whenever the content does
   */
  record Asset(String name, String type, String text, String version) {
    Asset(String name, String type, String text) {
      this(name, type, text, hash(text));
    }
  }

  @Nullable Asset find(String name) {
    return assets.get(name);
  }

  /** Where a page finds it, for example {@code /survey/assets/shell.css?v=0a1b2c3d4e5f}. */
  String address(String name) {
    Asset asset = find(name);
    if (asset == null) {
      throw new IllegalArgumentException("the shell has no " + name);
    }
    return own.of(PATH + "/" + name) + "?v=" + asset.version();
  }

  static String read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the library");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
