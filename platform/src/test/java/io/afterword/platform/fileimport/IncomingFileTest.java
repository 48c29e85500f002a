package io.afterword.platform.fileimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncomingFileTest {
  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void a_whole_file_is_kept_in_parts_that_fit_into_memory_and_loses_nothing() {
    byte[] content = new byte[2 * MEGABYTE + 1];
    new Random(7).nextBytes(content);
    List<byte[]> parts = IncomingFile.parts(content, false);
    assertThat(parts).extracting(part -> part.length).containsExactly(MEGABYTE, MEGABYTE, 1);
    var joined = new ByteArrayOutputStream();
    parts.forEach(joined::writeBytes);
    assertThat(joined.toByteArray()).isEqualTo(content);
  }

  @Test
  void an_empty_file_has_no_part_and_the_first_of_several_is_one_as_it_came() {
    assertThat(IncomingFile.parts(new byte[0], false)).isEmpty();
    assertThat(IncomingFile.parts(new byte[2 * MEGABYTE], true)).hasSize(1);
  }

  @Test
  void a_name_is_kept_as_far_as_it_can_be() {
    assertThat(IncomingFile.name(" past\0.csv ", "rows.csv")).isEqualTo("past.csv");
    assertThat(IncomingFile.name(" \0", "rows.csv")).isEqualTo("rows.csv");
    assertThat(IncomingFile.name(null, "rows.csv")).isEqualTo("rows.csv");
    assertThat(IncomingFile.name("x".repeat(300), "rows.csv")).hasSize(255);
  }
}
