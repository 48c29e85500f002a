package io.afterword.platform.fileimport;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import as it stands; what is known of any. */
public interface FileImport {
  UUID id();

  ImportState state();

  /** Of the file. */
  String name();

  /** Why the file as a whole cannot be read. */
  @Nullable Refusal refusal();

  Instant createdAt();
}
