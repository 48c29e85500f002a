package io.afterword.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses a body that comes in chunks, without a length, once more of it has come than is taken. It
 * is read here, after the caller was found to be allowed to send one, and not before.
 */
@Provider
public class LargeBodies implements ReaderInterceptor {
  private final BodyLimit limit;

  LargeBodies(BodyLimit limit) {
    this.limit = limit;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    if (body.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH) == null) {
      InputStream stream = body.getInputStream();
      byte[] read = stream.readNBytes(limit.bytes() + 1);
      if (read.length > limit.bytes()) {
        drain(stream, BodyLimit.DRAINED - read.length);
        throw limit.problem("The body has more than %,d bytes".formatted(limit.bytes()));
      }
      body.setInputStream(new ByteArrayInputStream(read));
    }
    return body.proceed();
  }

  private static void drain(InputStream stream, long atMost) throws IOException {
    byte[] away = new byte[8192];
    long left = atMost;
    int read = 0;
    while (read >= 0 && left > away.length) {
      read = stream.read(away);
      left -= read;
    }
  }
}
