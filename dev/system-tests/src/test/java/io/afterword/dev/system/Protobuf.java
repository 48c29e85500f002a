package io.afterword.dev.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message in protobuf's wire format, read without its schema.
 *
 * @param fields by number: {@code byte[]} for what has a length, else a number
 */
record Protobuf(Map<Integer, List<Object>> fields) {

  static Protobuf of(byte[] message) {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      long tag = varint(bytes);
      Object value =
          switch ((int) (tag & 7)) {
            case 0 -> varint(bytes);
            case 1 -> bytes.getLong();
            case 2 -> block(bytes);
            case 5 -> (long) bytes.getInt();
            default -> throw new IllegalArgumentException("no wire type of today: " + (tag & 7));
          };
      fields.computeIfAbsent((int) (tag >>> 3), field -> new ArrayList<>()).add(value);
    }
    return new Protobuf(fields);
  }

  List<Protobuf> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream().map(value -> of((byte[]) value)).toList();
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  String hex(int field) {
    return HexFormat.of().formatHex(bytes(field));
  }

  long number(int field) {
    return fields.containsKey(field) ? (Long) fields.get(field).get(0) : 0;
  }

  private byte[] bytes(int field) {
    return fields.containsKey(field) ? (byte[]) fields.get(field).get(0) : new byte[0];
  }

  private static byte[] block(ByteBuffer bytes) {
    byte[] block = new byte[(int) varint(bytes)];
    bytes.get(block);
    return block;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
