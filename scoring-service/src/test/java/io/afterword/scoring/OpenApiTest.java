package io.afterword.scoring;

import io.afterword.dev.test.OpenApiDocument;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class OpenApiTest {
  @TestHTTPResource("/q/openapi")
  URI running;

  @Test
  void the_running_document_is_the_committed_one() {
    OpenApiDocument.running(running).equalsCommitted();
  }
}
