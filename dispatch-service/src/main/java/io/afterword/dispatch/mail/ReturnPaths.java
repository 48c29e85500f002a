package io.afterword.dispatch.mail;

import io.afterword.dispatch.person.EmailAddress;
import io.afterword.platform.secret.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a mail that cannot be delivered goes back to: an address for each delivery, {@code
 * bounces+TOKEN@example.com}, so that a report tells by its recipient what it is about (variable
 * envelope return path). The token is the delivery's id and an HMAC over it: nobody can make one up
 * and nothing is stored. Without a bounce address mails come back to the sender's.
 */
public final class ReturnPaths {
  private static final int ID_BYTES = 16;

  /** With the 74 random bits of the id beyond guessing; more would not fit into a local part. */
  private static final int MAC_BYTES = 8;

  /** RFC 5321 4.5.3.1.1. */
  private static final int LONGEST_LOCAL = 64;

  private static final String PURPOSE = "bounce:";

  private static final Pattern TOKEN =
      Pattern.compile("\\+([0-9a-f]{%d})@".formatted(2 * (ID_BYTES + MAC_BYTES)));

  private final Optional<EmailAddress> address;
  private final byte[] secret;

  /**
   * @param address where mails come back to; blank or absent for the sender's
   * @param secret that tokens are signed with
   * @throws IllegalStateException with a sentence that says what to set, if it cannot be used
   */
  public ReturnPaths(Optional<String> address, String secret) {
    this.address = address.map(String::strip).filter(a -> !a.isEmpty()).map(ReturnPaths::checked);
    this.secret = secret.strip().getBytes(StandardCharsets.UTF_8);
  }

  private static EmailAddress checked(String configured) {
    EmailAddress address =
        EmailAddress.parse(configured)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "afterword.bounce.address (AFTERWORD_BOUNCE_ADDRESS) is no e-mail address: "
                            + configured));
    int most = LONGEST_LOCAL - 1 - 2 * (ID_BYTES + MAC_BYTES);
    if (address.written().lastIndexOf('@') > most) {
      throw new IllegalStateException(
          "afterword.bounce.address (AFTERWORD_BOUNCE_ADDRESS) may have %d characters before the @,"
                  .formatted(most)
              + " since a + and a token follow them, such as bounces@example.com: "
              + configured);
    }
    return address;
  }

  /** The envelope sender of a delivery's mail; empty without a bounce address. */
  public Optional<String> of(UUID delivery) {
    return address.map(
        to -> {
          int at = to.written().lastIndexOf('@');
          return to.written().substring(0, at) + "+" + token(delivery) + to.written().substring(at);
        });
  }

  /**
   * The delivery that an address was made for; empty for one that we did not make.
   *
   * @param text an address, perhaps in angle brackets, in any case: not every relay keeps it
   */
  public Optional<UUID> read(String text) {
    Matcher token = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
    if (!token.find()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(token.group(1)));
    UUID delivery = new UUID(bytes.getLong(), bytes.getLong());
    boolean ours =
        MessageDigest.isEqual(
            token(delivery).getBytes(StandardCharsets.US_ASCII),
            token.group(1).getBytes(StandardCharsets.US_ASCII));
    return ours ? Optional.of(delivery) : Optional.empty();
  }

  private String token(UUID delivery) {
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES);
    id.putLong(delivery.getMostSignificantBits()).putLong(delivery.getLeastSignificantBits());
    String hex = HexFormat.of().formatHex(id.array());
    byte[] mac = Hash.hmac(secret, (PURPOSE + hex).getBytes(StandardCharsets.US_ASCII));
    return hex + HexFormat.of().formatHex(Arrays.copyOf(mac, MAC_BYTES));
  }
}
