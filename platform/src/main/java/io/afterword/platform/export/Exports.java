package io.afterword.platform.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * Streams rows as a file. One that cannot be finished ends in a connection that is cut, never in a
 * clean end; one that was sent to its end has a manifest.
 */
@ApplicationScoped
public class Exports {

  /** Names the export, so that its manifest can be asked for. */
  public static final String ID_HEADER = "Afterword-Export";

  public static final String NDJSON_TYPE = "application/x-ndjson";
  public static final String CSV_TYPE = "text/csv;charset=UTF-8";

  private static final Logger LOG = Logger.getLogger(Exports.class);

  private final ObjectMapper json;
  private final Manifests manifests;

  Exports(ObjectMapper json, Manifests manifests) {
    this.json = json;
    this.manifests = manifests;
  }

  /**
   * @param rows known once the request is understood; a refusal is answered as any other
   * @param after cursor of an earlier export, to go on there
   * @param name of the file, without its ending
   */
  public <T> RestMulti<Buffer> stream(
      ExportFormat format, Uni<? extends Exportable<T>> rows, @Nullable String after, String name) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return RestMulti.fromUniResponse(
        rows.map(found -> parts(id, format, found, after)),
        parts -> parts,
        parts -> headers(id, name, format));
  }

  private <T> Multi<Buffer> parts(
      UUID id, ExportFormat format, Exportable<T> rows, @Nullable String after) {
    Multi<String> parts =
        new ExportRun<>(id, format, rows, after, json, manifests)
            .parts()
            .onFailure()
            .invoke(failure -> LOG.warnf(failure, "export %s is cut", id));
    // As bytes, since a text would become a JSON string; and the framework ends each item of
    // newline-delimited JSON with a line break of its own.
    return parts.map(
        part ->
            Buffer.buffer(
                format == ExportFormat.NDJSON && part.endsWith("\n")
                    ? part.substring(0, part.length() - 1)
                    : part));
  }

  private static Map<String, List<String>> headers(UUID id, String name, ExportFormat format) {
    String file = name + (format == ExportFormat.CSV ? ".csv" : ".ndjson");
    return Map.of(
        ID_HEADER,
        List.of(id.toString()),
        "Content-Disposition",
        List.of("attachment; filename=\"" + file + "\""),
        "Cache-Control",
        List.of("no-store"),
        // A proxy that collects an answer before it passes it on would turn a cut into an error.
        "X-Accel-Buffering",
        List.of("no"));
  }
}
