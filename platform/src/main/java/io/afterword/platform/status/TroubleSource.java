package io.afterword.platform.status;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Knows of troubles that can be read anew at any time; a CDI bean. */
public interface TroubleSource {
  Uni<List<Trouble>> troubles();
}
