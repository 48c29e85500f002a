package io.afterword.dispatch;

import io.afterword.dev.test.OpenApiDocument;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ApiDocumentTest {
  @TestHTTPResource("/q/openapi")
  URI document;

  @Test
  void the_committed_document_is_the_running_one() {
    OpenApiDocument.running(document).equalsCommitted();
  }
}
