package io.afterword.platform.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file that pages need: a script, a stylesheet, an image. A service that produces beans of this
 * type has them given out beside the shell's own; a template finds the address with {@code
 * {cdi:shell.file('name.js')}}.
 */
public final class PageFile {
  /** Hex digits of the SHA-256: 48 bits never meet by chance among a few releases. */
  private static final int VERSION_LENGTH = 12;

  /** Smaller ones fit into one packet anyway. */
  private static final int WORTH_COMPRESSING = 1_400;

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  private final String name;
  private final byte[] content;
  private final byte[] compressed;
  private final String version;

  private PageFile(String name, byte[] content) {
    this.name = name;
    this.content = content;
    this.compressed = content.length < WORTH_COMPRESSING ? content : gzip(content);
    this.version = hash(content);
  }

  /** The file of that name that lies beside a class. */
  public static PageFile beside(Class<?> neighbour, String name) {
    try (InputStream file = neighbour.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not beside " + neighbour.getName());
      }
      return new PageFile(name, file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  String type() {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no type is known for " + name);
    }
    return type;
  }

  /** Changes whenever the content does. */
  String version() {
    return version;
  }

  byte[] content() {
    return content;
  }

  boolean isCompressible() {
    return compressed != content;
  }

  /** With gzip. */
  byte[] compressed() {
    return compressed;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
