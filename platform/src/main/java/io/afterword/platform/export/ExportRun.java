package io.afterword.platform.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.csv.CsvLine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One export on its way: reads a page when the last one is written, and remembers no more than the
 * hash and the last cursor. No transaction is open while the reader is waited for.
 *
 * @param <T> a row
 */
final class ExportRun<T> {

  /** Some 200 kB of responses at a time. */
  static final int PAGE = 500;

  private final UUID id;
  private final ExportFormat format;
  private final Exportable<T> rows;
  private final ObjectMapper json;
  private final Manifests manifests;
  private final MessageDigest digest = sha256();
  private @Nullable String cursor;
  private long count;
  private boolean begun;
  private boolean ended;

  ExportRun(
      UUID id,
      ExportFormat format,
      Exportable<T> rows,
      @Nullable String after,
      ObjectMapper json,
      Manifests manifests) {
    this.id = id;
    this.format = format;
    this.rows = rows;
    this.cursor = after;
    this.json = json;
    this.manifests = manifests;
  }

  /** The file in parts; fails where it cannot go on, so that the connection is cut there. */
  Multi<String> parts() {
    return Multi.createBy().repeating().uni(this::part).whilst(part -> !ended);
  }

  private Uni<String> part() {
    String heading = begun || format == ExportFormat.NDJSON ? "" : CsvLine.of(rows.columns());
    begun = true;
    return rows.after(cursor, PAGE).chain(page -> written(heading, page));
  }

  private Uni<String> written(String heading, List<T> page) {
    StringBuilder part = new StringBuilder(heading);
    for (T row : page) {
      part.append(
          format == ExportFormat.CSV ? CsvLine.of(rows.cells(row)) : text(rows.json(row)) + "\n");
    }
    String text = part.toString();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    count += page.size();
    if (!page.isEmpty()) {
      cursor = rows.cursor(page.get(page.size() - 1));
    }
    return page.size() < PAGE ? end(text) : Uni.createFrom().item(text);
  }

  private Uni<String> end(String last) {
    ended = true;
    Manifest manifest =
        new Manifest(id, format, count, HexFormat.of().formatHex(digest.digest()), cursor);
    return manifests
        .insert(manifest)
        .replaceWith(() -> format == ExportFormat.CSV ? last : last + lastLine(manifest));
  }

  private String lastLine(Manifest manifest) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("end", true);
    line.put("rows", manifest.rows());
    line.put("sha256", manifest.sha256());
    if (manifest.cursor() != null) {
      line.put("cursor", manifest.cursor());
    }
    return text(line) + "\n";
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
