package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The statements of dispatch-service's queue, as they stand in what is packaged. */
record QueueStatements(String claim, String hold, String remove) {
  private static final String QUEUE = "io.afterword.dispatch.delivery.DeliveryQueue";
  private static final Path PACKAGED = Path.of("dispatch-service/target/quarkus-app");

  static QueueStatements packaged(Path checkout) {
    try (URLClassLoader loader =
        new URLClassLoader(
            jars(checkout.resolve(PACKAGED)), QueueStatements.class.getClassLoader())) {
      Class<?> queue = Class.forName(QUEUE, true, loader);
      return new QueueStatements(read(queue, "CLAIM"), read(queue, "HOLD"), read(queue, "REMOVE"));
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the queue's statements are not where they were", e);
    }
  }

  /** With the parameters as JDBC wants them; each occurs once, in its order. */
  private static String read(Class<?> queue, String name) throws ReflectiveOperationException {
    var field = queue.getDeclaredField(name);
    field.setAccessible(true);
    return String.valueOf(field.get(null)).replaceAll("\\$\\d", "?");
  }

  private static URL[] jars(Path packaged) throws IOException {
    try (Stream<Path> app = Files.list(packaged.resolve("app"));
        Stream<Path> libraries = Files.list(packaged.resolve("lib/main"))) {
      List<Path> all = Stream.concat(app, libraries).toList();
      return all.stream().map(QueueStatements::url).toArray(URL[]::new);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
