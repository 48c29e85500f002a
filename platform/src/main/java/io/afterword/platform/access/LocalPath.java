package io.afterword.platform.access;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a form leads back to: a path of ours, never another site. */
final class LocalPath {
  private static final String HOME = "/";
  private static final int MAX_LENGTH = 2000;

  private LocalPath() {}

  /** The wish if it is a local path with or without a query, else the home page. */
  static String of(@Nullable String wish) {
    if (wish == null || wish.length() > MAX_LENGTH || !wish.startsWith("/")) {
      return HOME;
    }
    // Browsers read //host and /\host as another site, and skip tabs and newlines while reading.
    boolean strange = wish.chars().anyMatch(c -> c == '\\' || c <= ' ' || c == 0x7f);
    if (wish.startsWith("//") || strange) {
      return HOME;
    }
    try {
      URI uri = new URI(wish);
      boolean local = uri.getScheme() == null && uri.getRawAuthority() == null;
      return local ? wish : HOME;
    } catch (URISyntaxException strangeToo) {
      return HOME;
    }
  }
}
