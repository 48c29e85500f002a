package io.afterword.dispatch.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate, made by the JDK's own tool. */
record Certificate(Path keys, Path pem) {
  private static final String PASSWORD = "only for tests";

  /**
   * Makes one.
   *
   * @param host as keytool writes a subject alternative name: {@code dns:name} or {@code
   *     ip:address}
   */
  static Certificate make(Path folder, String host) throws IOException, InterruptedException {
    String name = Integer.toHexString(host.hashCode());
    var made = new Certificate(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"));
    if (!Files.exists(made.keys)) {
      keytool(
          made,
          "-genkeypair",
          "-alias",
          "relay",
          "-keyalg",
          "EC",
          "-dname",
          "CN=relay",
          "-ext",
          "san=" + host,
          "-storetype",
          "PKCS12");
      keytool(made, "-exportcert", "-alias", "relay", "-rfc", "-file", made.pem.toString());
    }
    return made;
  }

  private static void keytool(Certificate certificate, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(words));
    command.addAll(List.of("-keystore", certificate.keys.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
