package io.afterword.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A range of addresses, in CIDR notation.
 *
 * @param bits how many leading bits of the base count
 */
public record Network(InetAddress base, int bits) {

  /**
   * What is not the public internet, from the IANA registries of special-purpose addresses. Java's
   * own questions (isSiteLocalAddress and so on) leave out about half of it.
   */
  private static final List<Network> SPECIAL =
      List.of(
          of("0.0.0.0/8"),
          of("10.0.0.0/8"),
          of("100.64.0.0/10"),
          of("127.0.0.0/8"),
          of("169.254.0.0/16"),
          of("172.16.0.0/12"),
          of("192.0.0.0/24"),
          of("192.0.2.0/24"),
          of("192.88.99.0/24"),
          of("192.168.0.0/16"),
          of("198.18.0.0/15"),
          of("198.51.100.0/24"),
          of("203.0.113.0/24"),
          of("224.0.0.0/4"),
          of("240.0.0.0/4"),
          of("::/96"),
          of("::ffff:0:0:0/96"),
          of("64:ff9b::/96"),
          of("64:ff9b:1::/48"),
          of("100::/64"),
          of("2001::/23"),
          of("2001:db8::/32"),
          of("2002::/16"),
          of("fc00::/7"),
          of("fe80::/10"),
          of("fec0::/10"),
          of("ff00::/8"));

  /** Reads {@code 10.0.0.0/8} or a single address; never asks a name server. */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9a-fA-F:.]+") || !address.matches(".*[:.].*")) {
      throw new IllegalArgumentException(text + " is no network such as 10.1.0.0/16");
    }
    try {
      InetAddress base = InetAddress.getByName(address);
      int all = base.getAddress().length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(text + " has a wrong number of bits");
      }
      return new Network(base, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text + " is no network such as 10.1.0.0/16", e);
    }
  }

  /** Whether an address leads anywhere but to the public internet. */
  static boolean isSpecial(InetAddress address) {
    return SPECIAL.stream().anyMatch(network -> network.contains(address));
  }

  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((mine[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
