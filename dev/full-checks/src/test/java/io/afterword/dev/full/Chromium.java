package io.afterword.dev.full;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.stream.Stream;

/** The system's browser, which asks nobody outside for anything. */
final class Chromium {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** What it is started with, for programs that start it themselves. */
  static List<String> flags() {
    return QUIET;
  }

  static Browser launch(Playwright playwright, String... arguments) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Tool.onPath("chromium").program())
                .setArgs(Stream.concat(QUIET.stream(), Stream.of(arguments)).toList()));
  }
}
