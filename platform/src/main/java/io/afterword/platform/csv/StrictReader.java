package io.afterword.platform.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes without guessing: a byte that does not belong to the encoding is told with its line,
 * where others put a question mark in somebody's name. Adds a text at the end.
 */
final class StrictReader extends Reader {
  private static final int BUFFER = 8192;

  private final InputStream bytes;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
  private final CharBuffer out = CharBuffer.allocate(BUFFER).limit(0);
  private final String ending;
  private long line = 1;
  private boolean atEnd;

  StrictReader(InputStream bytes, Charset charset, String ending) {
    this.bytes = bytes;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.ending = ending;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    while (!out.hasRemaining()) {
      if (atEnd) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, out.remaining());
    out.get(into, offset, count);
    return count;
  }

  private void fill() throws IOException {
    in.compact();
    int read = bytes.read(in.array(), in.position(), in.remaining());
    if (read > 0) {
      in.position(in.position() + read);
    }
    in.flip();
    out.clear().limit(BUFFER - ending.length());
    CoderResult result = decoder.decode(in, out, read < 0);
    countLines();
    if (result.isError()) {
      throw new CsvException(
          CsvException.Fault.WRONG_ENCODING,
          line,
          "Line %d has a byte (0x%02X) that is not %s. Save the file as UTF-8, or say which encoding it has; from Excel it is mostly windows-1252."
              .formatted(line, in.get(in.position()) & 0xFF, charset.name()));
    }
    if (read < 0 && result.isUnderflow()) {
      atEnd = true;
      out.limit(BUFFER).put(ending);
    }
    out.flip();
  }

  private void countLines() {
    for (int at = 0; at < out.position(); at++) {
      if (out.get(at) == '\n') {
        line++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
