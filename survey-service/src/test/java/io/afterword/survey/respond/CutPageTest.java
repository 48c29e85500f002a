package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.respond.CutPage.Own;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CutPageTest {
  private static final Own MARKS = CutPage.MARKS;

  @Test
  void every_view_gets_its_own_where_the_marks_stood() {
    CutPage page =
        new CutPage(
            MARKS.nonce() + " è " + MARKS.key() + MARKS.token() + " ★ " + MARKS.key() + " end");

    assertThat(read(page, new Own("k", "n", "t"))).isEqualTo("n è kt ★ k end");
    assertThat(read(page, new Own("key", "nonce", ""))).isEqualTo("nonce è key ★ key end");
  }

  @Test
  void a_page_without_marks_stays_as_it_is() {
    assertThat(read(new CutPage("مرحبا"), new Own("k", "n", "t"))).isEqualTo("مرحبا");
  }

  @Test
  void what_one_view_has_for_itself_is_not_looked_at_again() {
    CutPage page = new CutPage(MARKS.key() + MARKS.token());

    assertThat(read(page, new Own(MARKS.token(), "n", "t"))).isEqualTo(MARKS.token() + "t");
  }

  private static String read(CutPage page, Own own) {
    return new String(page.with(own), StandardCharsets.UTF_8);
  }
}
