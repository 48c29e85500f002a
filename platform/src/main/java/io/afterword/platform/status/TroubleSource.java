package io.afterword.platform.status;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Knows of troubles that all replicas share; a CDI bean of a service. */
public interface TroubleSource {
  Uni<List<Trouble>> troubles();
}
