package io.afterword.platform.audit;

import io.afterword.platform.http.WithoutCsrf;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Something that is audited, as a service would write it. */
@Path("/change")
class ChangeResource {
  private final Pool pool;
  private final Audit audit;

  ChangeResource(Pool pool, Audit audit) {
    this.pool = pool;
    this.audit = audit;
  }

  @POST
  @PermitAll
  @WithoutCsrf("a test without a browser")
  public Uni<Void> change() {
    return pool.withTransaction(tx -> audit.record(tx, "thing.changed", "thing", "t-1"));
  }
}
