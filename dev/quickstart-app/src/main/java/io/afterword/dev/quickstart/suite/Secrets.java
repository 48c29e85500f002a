package io.afterword.dev.quickstart.suite;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the services share and nobody else may know, made once per suite and kept in a file of its
 * owner's. Each is named as the environment variable by which the services get it.
 */
public record Secrets(Map<String, String> values) {
  private static final int KEY_BYTES = 32;

  /** No letter or digit that is taken for another one when copied from paper. */
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final String ADMIN_PASSWORD = "AFTERWORD_ADMIN_PASSWORD";

  private static final String[] KEYS = {
    "AFTERWORD_SESSION_KEY",
    "AFTERWORD_LINK_SECRET",
    "AFTERWORD_UNSUBSCRIBE_SECRET",
    "AFTERWORD_DISPATCH_TO_SURVEY_KEY",
  };

  /** One per arrow of the feed, as Standard Webhooks writes them. */
  private static final String[] FEED_SECRETS = {
    "AFTERWORD_FEED_SURVEY_DISPATCH_SECRET",
    "AFTERWORD_FEED_SURVEY_SCORING_SECRET",
    "AFTERWORD_FEED_DISPATCH_SCORING_SECRET",
    "AFTERWORD_FEED_DISPATCH_SURVEY_SECRET",
    "AFTERWORD_FEED_SCORING_DISPATCH_SECRET",
  };

  public Secrets {
    values = Map.copyOf(values);
  }

  /** Reads the file; makes what it lacks, and the file itself. */
  static Secrets keptIn(Path file) {
    Map<String, String> values = read(file);
    int known = values.size();
    SecureRandom random = new SecureRandom();
    for (String key : KEYS) {
      values.computeIfAbsent(key, name -> randomKey(random));
    }
    for (String secret : FEED_SECRETS) {
      values.computeIfAbsent(secret, name -> "whsec_" + randomKey(random));
    }
    values.computeIfAbsent(ADMIN_PASSWORD, name -> readablePassword(random));
    if (values.size() > known) {
      PrivateFile.write(
          file,
          values.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue() + "\n")
              .collect(Collectors.joining()));
    }
    return new Secrets(values);
  }

  public String adminPassword() {
    return values.getOrDefault(ADMIN_PASSWORD, "");
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> values = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new SuiteException("The secrets in " + file + " cannot be read.", e);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> values.put(name, properties.getProperty(name)));
    }
    return values;
  }

  private static String randomKey(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Four groups of four: 79 bits, and still fit to be typed. */
  private static String readablePassword(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int index = 0; index < 16; index++) {
      password
          .append(index > 0 && index % 4 == 0 ? "-" : "")
          .append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return password.toString();
  }
}
