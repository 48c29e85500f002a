package io.afterword.scoring.benchmark;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/benchmarks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Benchmarks")
class BenchmarkResource {
  private final Benchmarks benchmarks;

  BenchmarkResource(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "listBenchmarks",
      summary = "Published figures of others, with where they come from",
      description = Benchmarks.NOTE)
  @APIResponse(responseCode = "200", description = "The table, which never changes by itself.")
  public Benchmarks.Table list() {
    return benchmarks.table();
  }
}
