package io.afterword.dispatch.suppression;

import io.afterword.platform.secret.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is kept of an erased address: enough to know it again, and nothing to read it from. Made
 * with the secret of the unsubscribe links, which lives as long as they do; who changes it forgets
 * the erased addresses.
 */
@ApplicationScoped
class AddressDigest {
  private final byte[] key;

  AddressDigest(@ConfigProperty(name = "afterword.unsubscribe.secret") Optional<String> secret) {
    byte[] configured = secret.map(String::strip).orElse("").getBytes(StandardCharsets.UTF_8);
    this.key =
        configured.length == 0
            ? configured
            : Hash.hmac(configured, "suppressed address".getBytes(StandardCharsets.UTF_8));
  }

  /**
   * In hexadecimal digits.
   *
   * @param address normalised
   */
  String of(String address) {
    return HexFormat.of().formatHex(Hash.hmac(key, address.getBytes(StandardCharsets.UTF_8)));
  }
}
