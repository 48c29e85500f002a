package io.afterword.dev.endpoints;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A page of the size of the respondent's, as a template that has nothing to fill in. */
@ApplicationScoped
class ConstantPage {
  private final Template template;

  ConstantPage(Engine engine, @ConfigProperty(name = "benchmark.page") Optional<Path> page) {
    // Unparsed, since braces of the style sheet are no expressions.
    this.template = engine.parse("{|" + page.map(ConstantPage::read).orElse("no page") + "|}");
  }

  Template template() {
    return template;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
