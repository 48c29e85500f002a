package io.afterword.dispatch.smtp;

import io.vertx.ext.mail.CanonicalizationAlgorithm;
import io.vertx.ext.mail.DKIMSignOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How mails are signed (DKIM, RFC 6376), from Quarkus' own keys. Read at start, so that a key that
 * signs nothing, or for somebody else, stops the service instead of every mail.
 *
 * @param privateKey PKCS#8 in base64, on one line
 * @param domain d=, the domain whose DNS has the public key
 * @param selector s=, under which name it has it
 */
record DkimSettings(String privateKey, String domain, String selector) {
  private static final String PREFIX = "quarkus.mailer.dkim.";

  /** RFC 8301 3.2: signers should use at least 2048 bits; large receivers insist. */
  private static final int LEAST_BITS = 2048;

  /**
   * RFC 8058 4 wants both List-Unsubscribe headers among the signed ones, Google the Feedback-ID;
   * the client's own list has none of the three. Every invitation has all of these.
   */
  private static final List<String> SIGNED =
      List.of(
          "From",
          "Reply-To",
          "Subject",
          "Date",
          "To",
          "Message-ID",
          "MIME-Version",
          "Content-Type",
          "Auto-Submitted",
          "List-Id",
          "List-Unsubscribe",
          "List-Unsubscribe-Post",
          "Feedback-ID");

  /** Empty unless signing is switched on; fails with a sentence that says what to set. */
  static Optional<DkimSettings> of(Config config) {
    if (!config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(false)) {
      return Optional.empty();
    }
    String from = config.getOptionalValue("quarkus.mailer.from", String.class).orElse("");
    String fromDomain = domainOf(from);
    String domain = value(config, "sdid").orElse(fromDomain).toLowerCase(Locale.ROOT);
    if (!isAligned(domain, fromDomain)) {
      throw new IllegalStateException(
          "%ssdid is %s, but mails come from %s: receivers look for a signature of the same domain."
              .formatted(PREFIX, domain, fromDomain));
    }
    String selector =
        value(config, "selector")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set %sselector: the public key stands in DNS at <selector>._domainkey.%s."
                            .formatted(PREFIX, domain)));
    return Optional.of(new DkimSettings(key(config), domain, selector));
  }

  DKIMSignOptions toOptions() {
    return new DKIMSignOptions()
        .setPrivateKey(privateKey)
        .setSdid(domain)
        .setSelector(selector)
        .setSignedHeaders(SIGNED)
        // Relays fold lines and touch white space; the strict form breaks on that.
        .setHeaderCanonAlgo(CanonicalizationAlgorithm.RELAXED)
        .setBodyCanonAlgo(CanonicalizationAlgorithm.RELAXED)
        .setSignatureTimestamp(true);
  }

  private static String key(Config config) {
    Optional<String> path = value(config, "private-key-path");
    if (path.isPresent()) {
      return checked(read(path.get()), PREFIX + "private-key-path (" + path.get() + ")");
    }
    return checked(
        value(config, "private-key")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set %1$sprivate-key-path to the file with the private key, or %1$sprivate-key to the key; or set %1$senabled to false."
                            .formatted(PREFIX))),
        PREFIX + "private-key");
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException unreadable) {
      throw new IllegalStateException(
          "%sprivate-key-path: the file %s cannot be read.".formatted(PREFIX, path), unreadable);
    }
  }

  /** The key on one line without its PEM frame; its text never gets into a message. */
  private static String checked(String text, String where) {
    if (text.contains("BEGIN RSA PRIVATE KEY")) {
      throw new IllegalStateException(
          where
              + " has the older PKCS#1 form; convert it: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
    }
    String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    int bits = bits(base64, where);
    if (bits < LEAST_BITS) {
      throw new IllegalStateException(
          "%s has %d bits; mail providers want %d or more.".formatted(where, bits, LEAST_BITS));
    }
    return base64;
  }

  private static int bits(String base64, String where) {
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      var key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(encoded);
      return key.getModulus().bitLength();
    } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
      throw new IllegalStateException(
          where + " is no RSA private key in PKCS#8: BEGIN PRIVATE KEY, base64, END PRIVATE KEY.");
    }
  }

  /** Of the same organisation as far as the names tell: one is the other or lies below it. */
  private static boolean isAligned(String domain, String fromDomain) {
    return domain.equals(fromDomain)
        || domain.endsWith("." + fromDomain)
        || fromDomain.endsWith("." + domain);
  }

  private static String domainOf(String mailbox) {
    String domain = mailbox.substring(mailbox.lastIndexOf('@') + 1);
    return domain.replaceAll("[>\\s]", "").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> value(Config config, String key) {
    return config
        .getOptionalValue(PREFIX + key, String.class)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Keys stay out of logs. */
  @Override
  public String toString() {
    return "DkimSettings[%s, %s]".formatted(domain, selector);
  }
}
