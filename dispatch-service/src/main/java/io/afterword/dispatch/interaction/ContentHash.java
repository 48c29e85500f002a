package io.afterword.dispatch.interaction;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two reports with one id say the same: SHA-256 over everything that was read, so the
 * order of fields, white space and the envelope make no difference.
 */
public final class ContentHash {
  private final StringBuilder text = new StringBuilder();

  private ContentHash() {}

  /** 64 hexadecimal digits. */
  public static String of(Interaction interaction) {
    var hash = new ContentHash();
    hash.add(interaction.key().source()).add(interaction.key().id());
    hash.add(interaction.conversation().id()).add(interaction.conversation().url());
    hash.add(interaction.event()).add(interaction.kind()).add(interaction.occurredAt());
    hash.add(interaction.initiatedBy()).add(interaction.resolved()).add(interaction.closedBy());
    hash.add(interaction.channel()).add(interaction.team()).add(interaction.stage());
    hash.add(interaction.handling().agent());
    if (interaction.handling().isDetailed()) {
      hash.add(interaction.handling().assignee()).add(interaction.handling().lastReplied());
    }
    var contact = interaction.contact();
    hash.add(contact.id()).add(contact.email()).add(contact.phone()).add(contact.name());
    hash.add(contact.locale()).add(contact.timeZone()).add(contact.company());
    hash.addAll(contact.attributes());
    hash.addAll(interaction.facts());
    return hash.digest();
  }

  /** Each part as its length and itself, so that parts cannot run into one another. */
  private ContentHash add(@Nullable Object part) {
    if (part == null) {
      text.append("-;");
      return this;
    }
    String value = part instanceof BigDecimal number ? number.toPlainString() : part.toString();
    text.append(part instanceof Number ? 'n' : part instanceof Boolean ? 'b' : 's');
    text.append(value.length()).append(':').append(value).append(';');
    return this;
  }

  private void addAll(Map<String, Object> map) {
    text.append(map.size()).append('{');
    new TreeMap<>(map).forEach((name, value) -> add(name).add(value));
    text.append('}');
  }

  private String digest() {
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
