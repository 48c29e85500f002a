package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.ext.mail.CanonicalizationAlgorithm;
import io.vertx.ext.mail.DKIMSignOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that would sign nothing stops the service with a sentence that helps. */
class DkimSettingsTest {
  @TempDir Path folder;

  private Path keyFile(int bits, String label) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    String key =
        Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    String frame = "-----%s " + label + "-----\n";
    return Files.writeString(
        folder.resolve("key.pem"), frame.formatted("BEGIN") + key + "\n" + frame.formatted("END"));
  }

  private static Config config(Map<String, String> dkim) {
    Map<String, String> all = new HashMap<>();
    all.put("quarkus.mailer.from", "Blue Harbour <ask@mail.blueharbour.example>");
    dkim.forEach((key, value) -> all.put("quarkus.mailer.dkim." + key, value));
    var builder = new SmallRyeConfigBuilder().addDefaultInterceptors();
    all.forEach(builder::withDefaultValue);
    return builder.build();
  }

  private static void refused(Map<String, String> dkim, String... words) {
    assertThatThrownBy(() -> DkimSettings.of(config(dkim)))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains(words);
  }

  @Test
  void without_being_switched_on_nothing_is_signed() {
    assertThat(DkimSettings.of(config(Map.of("selector", "s1")))).isEmpty();
  }

  @Test
  void signs_for_the_senders_domain_with_both_list_headers_relaxed() throws Exception {
    String path = keyFile(2048, "PRIVATE KEY").toString();
    DKIMSignOptions options =
        DkimSettings.of(
                config(Map.of("enabled", "true", "selector", "s1", "private-key-path", path)))
            .orElseThrow()
            .toOptions();
    assertThat(options.getSdid()).isEqualTo("mail.blueharbour.example");
    assertThat(options.getSelector()).isEqualTo("s1");
    assertThat(options.getSignedHeaders())
        .contains("From", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID");
    assertThat(options.getHeaderCanonAlgo()).isEqualTo(CanonicalizationAlgorithm.RELAXED);
    assertThat(options.getBodyCanonAlgo()).isEqualTo(CanonicalizationAlgorithm.RELAXED);
  }

  @Test
  void the_domain_above_may_sign_but_a_strangers_may_not() throws Exception {
    String path = keyFile(2048, "PRIVATE KEY").toString();
    Map<String, String> dkim =
        Map.of("enabled", "true", "selector", "s1", "private-key-path", path, "sdid", "D");
    Map<String, String> above = new HashMap<>(dkim);
    above.put("sdid", "blueharbour.example");
    assertThat(DkimSettings.of(config(above)).orElseThrow().domain())
        .isEqualTo("blueharbour.example");
    Map<String, String> stranger = new HashMap<>(dkim);
    stranger.put("sdid", "harbour.example");
    refused(stranger, "harbour.example", "mails come from mail.blueharbour.example");
  }

  @Test
  void a_bad_key_is_refused_with_what_to_do() throws Exception {
    refused(Map.of("enabled", "true"), "quarkus.mailer.dkim.selector", "_domainkey");
    refused(Map.of("enabled", "true", "selector", "s1"), "private-key-path", "enabled to false");
    refused(
        Map.of("enabled", "true", "selector", "s1", "private-key-path", "/no/such/key"),
        "/no/such/key cannot be read");
    refused(
        Map.of("enabled", "true", "selector", "s1", "private-key", "bm8ga2V5"),
        "private-key is no RSA private key in PKCS#8");
    refused(
        Map.of(
            "enabled",
            "true",
            "selector",
            "s1",
            "private-key-path",
            keyFile(2048, "RSA PRIVATE KEY").toString()),
        "openssl pkcs8 -topk8");
    refused(
        Map.of(
            "enabled",
            "true",
            "selector",
            "s1",
            "private-key-path",
            keyFile(1024, "PRIVATE KEY").toString()),
        "has 1024 bits");
  }
}
